import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { CallError } from "../../api";
import { Keeper } from "./keeper.svelte";

beforeEach(() => vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] }));
afterEach(() => vi.useRealTimers());

/** A sender whose saves end when they are told to. */
function slow() {
  const ends: { resolve: () => void; reject: (cause: unknown) => void }[] = [];
  return { ends, send: vi.fn((_last: boolean) => new Promise<void>((resolve, reject) => ends.push({ resolve, reject }))) };
}
const settle = () => vi.advanceTimersByTimeAsync(0);

describe("keeping what is typed", () => {
  it("saves after a pause, and says so when the answer came", async () => {
    const sender = slow();
    const keeper = new Keeper(sender);
    keeper.touch();
    expect(keeper.state).toBe("typing");
    await vi.advanceTimersByTimeAsync(299);
    expect(sender.send).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(keeper.state).toBe("saving");
    sender.ends[0]?.resolve();
    await settle();
    expect(keeper.state).toBe("saved");
  });

  it("saves at least every second while typing goes on", async () => {
    const send = vi.fn(() => Promise.resolve());
    const keeper = new Keeper({ send });
    for (let i = 0; i < 50; i++) {
      keeper.touch();
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(send.mock.calls.length).toBeGreaterThanOrEqual(5);
  });

  it("sends what was typed while a save was running with the next one", async () => {
    const sender = slow();
    const keeper = new Keeper(sender);
    keeper.touch();
    await vi.advanceTimersByTimeAsync(300);
    keeper.touch();
    await vi.advanceTimersByTimeAsync(1000);
    expect(sender.send).toHaveBeenCalledTimes(1);
    sender.ends[0]?.resolve();
    await settle();
    expect(sender.send).toHaveBeenCalledTimes(2);
    expect(keeper.clean).toBe(false);
    sender.ends[1]?.resolve();
    await settle();
    expect(keeper.clean).toBe(true);
  });

  it("tries again what failed, and loses nothing meanwhile", async () => {
    const sender = slow();
    const keeper = new Keeper(sender);
    keeper.touch();
    await vi.advanceTimersByTimeAsync(300);
    sender.ends[0]?.reject(new CallError({ code: "full", message: "" }));
    await settle();
    expect(keeper.state).toBe("failed");
    await vi.advanceTimersByTimeAsync(2000);
    expect(sender.send).toHaveBeenCalledTimes(2);
    expect(keeper.state).toBe("failed");
    sender.ends[1]?.resolve();
    await settle();
    expect(keeper.state).toBe("saved");
  });

  it("stops where another window was faster, until it begins anew", async () => {
    const sender = slow();
    const keeper = new Keeper(sender);
    keeper.touch();
    await vi.advanceTimersByTimeAsync(300);
    sender.ends[0]?.reject(new CallError({ code: "conflict", message: "" }));
    await settle();
    keeper.touch();
    await vi.advanceTimersByTimeAsync(5000);
    expect(keeper.state).toBe("conflict");
    expect(sender.send).toHaveBeenCalledTimes(1);
    expect(await keeper.flush()).toBe(false);
    keeper.reset();
    expect(keeper.state).toBe("saved");
  });

  it("keeps at once when it is asked to, and nothing where there is nothing", async () => {
    const send = vi.fn(() => Promise.resolve());
    const keeper = new Keeper({ send });
    expect(await keeper.flush()).toBe(true);
    expect(send).not.toHaveBeenCalled();
    keeper.touch();
    expect(await keeper.flush()).toBe(true);
    expect(send).toHaveBeenCalledTimes(1);
    expect(await keeper.flush(true)).toBe(true);
    expect(send).toHaveBeenLastCalledWith(true);
  });

  it("never runs two saves at once, whoever waits for the one that is running", async () => {
    const sender = slow();
    const keeper = new Keeper(sender);
    keeper.touch();
    await vi.advanceTimersByTimeAsync(300);
    keeper.touch();
    await vi.advanceTimersByTimeAsync(300); // the pause waits for it
    const all = [keeper.flush(true), keeper.flush(true)]; // and so do two who want a state to come back to
    await settle();
    expect(sender.send).toHaveBeenCalledTimes(1);
    sender.ends[0]?.resolve();
    await settle();
    expect(sender.send).toHaveBeenCalledTimes(2);
    sender.ends[1]?.resolve();
    await settle();
    expect(sender.send).toHaveBeenCalledTimes(3);
    sender.ends[2]?.resolve();
    await settle();
    expect(sender.send).toHaveBeenCalledTimes(4);
    sender.ends[3]?.resolve();
    expect(await Promise.all(all)).toEqual([true, true]);
  });
});
