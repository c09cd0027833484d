// A board's changes on their way to the server. They show at once; one batch is sent after the
// other, each laid on the newest version, so that two people's changes both stay. What is refused
// is taken back, with a message; what is on its way behind it stays.
import { createStore, type Store } from "@/ui/store";
import { inverse, applyAll } from "./board";
import type { Board, Change } from "./types";

export interface Batch {
  id: number;
  changes: Change[];
  /** Batches of one gesture are sent as one: a card that is moved by ten key presses moves once. */
  gesture?: string;
}

interface SyncState {
  pending: Batch[];
  undo: Batch[];
}

export interface SyncIo {
  /** The newest board that the server told of. */
  read: () => Board | undefined;
  take: (board: Board) => void;
  send: (base: number, changes: Change[]) => Promise<Board>;
  refused: (error: unknown, again: () => void) => void;
}

export interface Sync {
  store: Store<SyncState>;
  /** Resolves when the server has it; false when it was refused and taken back. */
  change: (changes: Change[], gesture?: string) => Promise<boolean>;
  undo: () => boolean;
}

const UNDO_MAX = 50;
const GESTURE_MS = 500;

export function createSync(io: SyncIo): Sync {
  const store = createStore<SyncState>({ pending: [], undo: [] });
  const waiting = new Map<number, (kept: boolean) => void>();
  let counter = 0;
  let sending: number | null = null;
  let held: number | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const without = (list: Batch[], id: number) => list.filter((b) => b.id !== id);

  function end(batch: Batch, kept: boolean) {
    store.set((s) => ({
      pending: without(s.pending, batch.id),
      undo: kept ? s.undo : without(s.undo, batch.id),
    }));
    waiting.get(batch.id)?.(kept);
    waiting.delete(batch.id);
  }

  async function send(batch: Batch) {
    sending = batch.id;
    try {
      const board = await io.send(io.read()?.version ?? 0, batch.changes);
      io.take(board);
      end(batch, true);
    } catch (error) {
      end(batch, false);
      io.refused(error, () => void change(batch.changes));
    }
    sending = null;
    pump();
  }

  function pump() {
    const batch = store.get().pending[0];
    if (sending !== null || !batch || batch.id === held) return;
    void send(batch);
  }

  /** The gesture may go on; it is sent when nothing came for a moment. */
  function hold(id: number) {
    clearTimeout(timer);
    held = id;
    timer = setTimeout(() => {
      held = null;
      pump();
    }, GESTURE_MS);
  }

  function enqueue(changes: Change[], undo: Change[] | null, gesture?: string): Promise<boolean> {
    const last = store.get().pending.at(-1);
    const goesOn = gesture && last?.gesture === gesture && last.id === held;
    const id = goesOn ? last.id : ++counter;
    const batch = { id, gesture, changes: goesOn ? [...last.changes, ...changes] : changes };
    store.set((s) => {
      const before = goesOn ? (s.undo.find((b) => b.id === id)?.changes ?? []) : [];
      const back = undo && [{ id, changes: [...undo, ...before] }];
      return {
        pending: [...without(s.pending, id), batch],
        undo: back ? [...without(s.undo, id), ...back].slice(-UNDO_MAX) : s.undo,
      };
    });
    const kept = new Promise<boolean>((done) => waiting.set(id, done));
    if (gesture) hold(id);
    pump();
    return kept;
  }

  function shown(): Board | undefined {
    const board = io.read();
    return (
      board &&
      applyAll(
        board,
        store.get().pending.flatMap((b) => b.changes),
      )
    );
  }

  function change(changes: Change[], gesture?: string): Promise<boolean> {
    const board = shown();
    if (changes.length === 0 || !board) return Promise.resolve(false);
    return enqueue(changes, inverse(board, changes), gesture);
  }

  function undo(): boolean {
    const last = store.get().undo.at(-1);
    if (!last) return false;
    store.set((s) => ({ ...s, undo: s.undo.slice(0, -1) }));
    void enqueue(last.changes, null);
    return true;
  }

  return { store, change, undo };
}
