import { CommentsPanel } from "./comments-panel";
import { ShareDialog } from "./share-dialog";
import { VersionsPanel } from "./versions-panel";

/** What stands beside a board; loaded when the first of them is opened. */
export function Panels() {
  return (
    <>
      <CommentsPanel />
      <VersionsPanel />
      <ShareDialog />
    </>
  );
}
