import "./styles/fonts.css";
import "./styles/themes.css";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/prose.css";
import { mount } from "svelte";
import { signIn } from "./api";
import App from "./App.svelte";
import { router } from "./router.svelte";
import { library } from "./state/library.svelte";
import { settings } from "./state/settings.svelte";
import { keepTabs } from "./state/tabs";
import { trail } from "./state/trail.svelte";
import Stopped from "./features/shell/Stopped.svelte";

/** Signs in, reads what every screen needs, and draws. */
async function start(): Promise<void> {
  const target = document.getElementById("app");
  if (!target) throw new Error("the page has no place for the program");
  try {
    await signIn();
    router.onLeave((to) => trail.leave(to, router.address));
    router.start();
    await Promise.all([settings.start(), library.start()]);
    keepTabs();
  } catch (cause) {
    document.documentElement.dataset.theme ??= settings.theme;
    mount(Stopped, { target, props: { cause } });
    return;
  }
  mount(App, { target });
}

void start();
