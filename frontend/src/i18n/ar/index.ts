import type { Messages } from "../en";
import { article } from "./article";
import { front } from "./front";
import { library } from "./library";
import { maps } from "./maps";
import { gallery } from "./gallery";
import { list } from "./list";
import { outbox } from "./outbox";
import { pages } from "./pages";
import { search } from "./search";
import { shell } from "./shell";

/** The Arabic messages. */
export const ar: Messages = { ...shell, ...front, ...article, ...pages, ...library, ...maps, ...gallery, ...list, ...outbox, ...search };
