import type { Messages } from "../en";
import { article } from "./article";
import { front } from "./front";
import { library } from "./library";
import { pages } from "./pages";
import { shell } from "./shell";

/** The Persian messages. */
export const fa: Messages = { ...shell, ...front, ...article, ...pages, ...library };
