import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { follow, router } from "./router.svelte";

beforeAll(() => router.start());
beforeEach(() => {
  document.body.replaceChildren();
  router.go("/");
});

function page(): { main: HTMLElement; heading: HTMLElement } {
  const main = document.createElement("main");
  main.id = "main";
  main.scrollTo = ((where: ScrollToOptions) => (main.scrollTop = where.top ?? 0)) as typeof main.scrollTo;
  const heading = document.createElement("h1");
  main.append(heading);
  document.body.append(main);
  return { main, heading };
}

describe("the router", () => {
  it("goes to an address and keeps its query apart", () => {
    router.go("/search?q=tide&kind=news");
    expect(router.path).toBe("/search");
    expect(router.query.get("q")).toBe("tide");
    expect(location.pathname + location.search).toBe("/search?q=tide&kind=news");
    expect(router.canGoBack).toBe(true);
  });

  it("changes the query without a new visit", () => {
    router.go("/search?q=a");
    const [visit, length] = [router.visit, history.length];
    router.replaceQuery(new URLSearchParams({ q: "ab" }));
    expect(router.query.get("q")).toBe("ab");
    expect(router.visit).toBe(visit);
    expect(history.length).toBe(length);
    router.replaceQuery(new URLSearchParams());
    expect(location.search).toBe("");
  });

  it("makes a visit of a choice, which leaves focus and scroll where they are", async () => {
    const { main } = page();
    router.go("/search?q=a");
    router.shows("/search");
    await router.arrived();
    const box = document.createElement("button");
    main.append(box);
    box.focus();
    main.scrollTop = 120;
    const length = history.length;
    router.pushQuery(new URLSearchParams({ q: "a", kind: "news" }));
    expect(history.length).toBe(length + 1);
    expect(location.search).toBe("?q=a&kind=news");
    expect(await router.arrived()).toBe(false);
    expect(document.activeElement).toBe(box);
    expect(main.scrollTop).toBe(120);
    router.pushQuery(new URLSearchParams({ q: "a", kind: "news" }));
    expect(history.length).toBe(length + 1);
  });

  it("visits again where it already is", () => {
    router.go("/news");
    const visit = router.visit;
    router.go("/news");
    expect(router.visit).toBe(visit + 1);
  });

  it("focuses the heading on arrival, and leaves a field alone", async () => {
    const { main, heading } = page();
    main.scrollTop = 300;
    router.go("/topics");
    router.shows("/topics");
    await router.arrived();
    expect(document.activeElement).toBe(heading);
    expect(main.scrollTop).toBe(0);
    const field = document.createElement("input");
    document.body.append(field);
    field.focus();
    router.go("/tags");
    router.shows("/tags");
    await router.arrived();
    expect(document.activeElement).toBe(field);
  });

  it("does not take the page that is being left for the one that comes", async () => {
    const { heading } = page();
    router.go("/topics");
    router.shows("/topics");
    await router.arrived();
    heading.blur();
    router.go("/article/7");
    await router.arrived();
    expect(document.activeElement).not.toBe(heading);
    router.shows("/article/7");
    await router.arrived();
    expect(document.activeElement).toBe(heading);
  });

  it("says that it is leaving until the new page stands, and leaves a menu that was opened meanwhile its focus", async () => {
    page();
    const menu = document.createElement("div");
    menu.setAttribute("role", "menu");
    menu.tabIndex = -1;
    document.body.append(menu);
    router.go("/places");
    expect(router.leaving).toBe(true);
    menu.focus();
    router.shows("/places");
    await router.arrived();
    expect(router.leaving).toBe(false);
    expect(document.activeElement).toBe(menu);
    menu.remove();
  });

  it("comes back to where one was", async () => {
    const { main } = page();
    router.go("/news");
    router.shows("/news");
    await router.arrived();
    main.scrollTop = 640;
    const before: unknown = history.state;
    router.go("/article/7");
    router.shows("/article/7");
    await router.arrived();
    expect(main.scrollTop).toBe(0);
    history.replaceState(before, "", "/news");
    dispatchEvent(new PopStateEvent("popstate", { state: before }));
    expect(router.path).toBe("/news");
    expect(router.canGoForward).toBe(true);
    router.shows("/news");
    await router.arrived();
    expect(main.scrollTop).toBe(640);
  });
});

describe("the tabs of the router", () => {
  const show = async (path: string) => {
    router.shows(path);
    await router.arrived();
  };

  it("have a history and a place each, and the heading as their title", async () => {
    const { main, heading } = page();
    heading.textContent = "Latest";
    router.go("/news");
    await show("/news");
    main.scrollTop = 640;
    router.openTab("/tags");
    await show("/tags");
    expect(router.tabs).toHaveLength(2);
    expect([main.scrollTop, router.canGoBack]).toEqual([0, false]);
    router.go("/topics");
    await show("/topics");
    expect(router.canGoBack).toBe(true);
    router.stepTab(1);
    await show("/news");
    expect([router.path, main.scrollTop]).toEqual(["/news", 640]);
    expect(router.tab.visits.at(-1)?.title).toBe("Latest");
    router.stepTab(1);
    await show("/topics");
    router.closeTab();
    await show("/news");
    expect([router.tabs.length, router.path]).toEqual([1, "/news"]);
    router.reopenTab();
    expect([router.tabs.length, router.path, router.canGoBack]).toEqual([2, "/topics", true]);
    router.closeTab();
  });

  it("go back to a visit by its number, whatever the browser's history holds", async () => {
    router.go("/news");
    router.go("/tags");
    router.openTab("/topics");
    router.stepTab(-1);
    const first = router.tab.visits.findIndex((visit) => visit.address === "/news");
    router.jump(first);
    expect(router.path).toBe("/news");
    expect(router.canGoForward).toBe(true);
    router.closeTab(router.tabs.find((tab) => tab !== router.tab)?.id);
  });

  it("are taken up again by the page that kept them, and by a new window if there were several", () => {
    router.go("/news");
    router.openTab("/tags", "Tags", true);
    const kept = router.pack();
    const [mine, other] = router.tabs.map((tab) => tab.id);
    router.closeTab(other);
    expect(router.restore(kept.replace(/"page":"[^"]*"/, '"page":"another"'), false)).toBe(false);
    expect(router.tabs).toHaveLength(1);
    expect(router.restore(kept, false)).toBe(true);
    expect(router.tabs.map((tab) => tab.id)).toEqual([mine, other]);
    router.closeTab(other);
    expect(router.restore(kept.replace(/"page":"[^"]*"/, '"page":"another"').replace('"current":0', '"current":1'), true)).toBe(true);
    expect([router.tabs.length, router.path, location.pathname]).toEqual([2, "/tags", "/tags"]);
    router.closeTab();
  });

  it("read a list on until the place is there", async () => {
    const { main } = page();
    router.go("/news");
    await show("/news");
    main.scrollTop = 900;
    router.openTab("/tags");
    await show("/tags");
    let height = 300;
    Object.defineProperties(main, { scrollHeight: { get: () => height }, clientHeight: { get: () => 100 } });
    router.closeTab();
    router.shows("/news");
    await router.arrived(async () => {
      height += 300;
      return true;
    });
    expect([height, main.scrollTop]).toEqual([1200, 900]);
  });
});

describe("follow", () => {
  const click = (init: MouseEventInit = {}) => new MouseEvent("click", { cancelable: true, button: 0, ...init });

  it("takes a plain click", () => {
    const go = vi.spyOn(router, "go").mockImplementation(() => undefined);
    const event = click();
    follow(event, "/tags");
    expect(event.defaultPrevented).toBe(true);
    expect(go).toHaveBeenCalledWith("/tags");
    go.mockRestore();
  });

  it.each([{ ctrlKey: true }, { metaKey: true }, { shiftKey: true }, { altKey: true }, { button: 1 }])("leaves %o to the browser", (init) => {
    const go = vi.spyOn(router, "go").mockImplementation(() => undefined);
    const event = click(init);
    follow(event, "/tags");
    expect(event.defaultPrevented).toBe(false);
    expect(go).not.toHaveBeenCalled();
    go.mockRestore();
  });

  it.each([{ ctrlKey: true }, { metaKey: true }, { button: 1 }])("opens a tab behind for %o in the window", (init) => {
    router.opensTabs = true;
    const before = router.address;
    const event = click(init);
    follow(event, "/tags");
    router.opensTabs = false;
    expect(event.defaultPrevented).toBe(true);
    expect([router.address, router.tabs.length]).toEqual([before, 2]);
    router.closeTab(router.tabs[1]?.id);
  });
});
