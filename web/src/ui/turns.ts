// Turns of the main thread: long work is cut into tasks, so that a tap is answered in between.

/** After what waits already. */
export const nextTask = (): Promise<void> => new Promise((done) => setTimeout(done, 0));

/** A window in the background is not painted: then this is how long is waited. */
const HIDDEN_MS = 100;

/** When what stands on the page now is on the screen. */
export const painted = (): Promise<void> =>
  new Promise((done) => {
    const timer = setTimeout(done, HIDDEN_MS);
    requestAnimationFrame(() => {
      clearTimeout(timer);
      setTimeout(done, 0);
    });
  });

const queue: (() => void)[] = [];
let isRunning = false;

async function run(): Promise<void> {
  isRunning = true;
  for (let next = queue.shift(); next; next = queue.shift()) {
    next();
    await painted();
  }
  isRunning = false;
}

/** Comes when the page has shown what had its turn before: heavy drawing takes one a frame. */
export function turn(): Promise<void> {
  return new Promise((done) => {
    queue.push(done);
    if (!isRunning) void run();
  });
}
