// Requests wait here while one is asked to sign in, and go on by themselves afterwards: what was
// typed, and the change that was on its way, is not lost with a session that ended.
import { askAgain, standingStore } from "./session";

const stopped = () => new DOMException("cancelled", "AbortError");

interface Wait {
  /** A change is worth asking again for; what only reads is given up when the person said so. */
  isWrite: boolean;
  signal?: AbortSignal | undefined;
}

/** True: it may go. False: the person does not sign in now. */
export function pass({ isWrite, signal }: Wait): Promise<boolean> {
  if (standingStore.get().asks === "later" && isWrite) askAgain();
  return new Promise((resolve, reject) => {
    let leave: () => void = () => undefined;
    const look = () => {
      const { asks } = standingStore.get();
      if (asks === "page" || asks === "dialog") return;
      leave();
      resolve(asks === "nothing");
    };
    const stop = () => {
      leave();
      reject(stopped());
    };
    const unsubscribe = standingStore.subscribe(look);
    leave = () => {
      unsubscribe();
      signal?.removeEventListener("abort", stop);
    };
    if (signal?.aborted) stop();
    else {
      signal?.addEventListener("abort", stop);
      look();
    }
  });
}

/** When somebody is signed in, or nobody needs to be. */
export function whenOpen(): Promise<void> {
  return new Promise((done) => {
    const look = () => {
      if (standingStore.get().asks !== "nothing") return;
      unsubscribe();
      done();
    };
    const unsubscribe = standingStore.subscribe(look);
    look();
  });
}
