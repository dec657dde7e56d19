import { article } from "./article";
import { calendar } from "./calendar";
import { collections } from "./collections";
import { desk } from "./desk";
import { editor } from "./editor";
import { feeds } from "./feeds";
import { front } from "./front";
import { frontdesk } from "./frontdesk";
import { guide } from "./guide";
import { intake } from "./intake";
import { keys } from "./keys";
import { library } from "./library";
import { maps } from "./maps";
import { gallery } from "./gallery";
import { list } from "./list";
import { moderation } from "./moderation";
import { names } from "./names";
import { marks } from "./marks";
import { media } from "./media";
import { outbox } from "./outbox";
import { pages } from "./pages";
import { pictures } from "./pictures";
import { preflight } from "./preflight";
import { research } from "./research";
import { room } from "./room";
import { rules } from "./rules";
import { saved } from "./saved";
import { search } from "./search";
import { sessions } from "./sessions";
import { shell } from "./shell";
import { watch } from "./watch";
import { wording } from "./wording";

/** The English messages: the ones that every other language has to have. */
export const en = { ...shell, ...front, ...frontdesk, ...article, ...pages, ...library, ...maps, ...gallery, ...list, ...names, ...marks, ...media, ...outbox, ...desk, ...moderation, ...calendar, ...collections, ...keys, ...search, ...feeds, ...pictures, ...preflight, ...research, ...room, ...rules, ...saved, ...sessions, ...watch, ...wording, ...guide, ...intake, ...editor } as const;

export type MessageKey = keyof typeof en;
/** All messages of a language. */
export type Messages = Record<MessageKey, string>;
