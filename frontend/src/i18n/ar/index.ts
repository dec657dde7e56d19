import type { Messages } from "../en";
import { article } from "./article";
import { calendar } from "./calendar";
import { desk } from "./desk";
import { editor } from "./editor";
import { feeds } from "./feeds";
import { front } from "./front";
import { frontdesk } from "./frontdesk";
import { intake } from "./intake";
import { keys } from "./keys";
import { library } from "./library";
import { maps } from "./maps";
import { gallery } from "./gallery";
import { list } from "./list";
import { moderation } from "./moderation";
import { names } from "./names";
import { media } from "./media";
import { outbox } from "./outbox";
import { pages } from "./pages";
import { pictures } from "./pictures";
import { preflight } from "./preflight";
import { research } from "./research";
import { rules } from "./rules";
import { search } from "./search";
import { shell } from "./shell";
import { watch } from "./watch";

/** The Arabic messages. */
export const ar: Messages = { ...shell, ...front, ...frontdesk, ...article, ...pages, ...library, ...maps, ...gallery, ...list, ...names, ...media, ...outbox, ...desk, ...moderation, ...calendar, ...keys, ...search, ...feeds, ...pictures, ...preflight, ...research, ...rules, ...watch, ...intake, ...editor };
