import { cx } from "./cx";

/** Holds the place of what is coming, in its size, so that nothing jumps. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden="true" className={cx("pulse rounded-sm bg-wash", className)} />;
}
