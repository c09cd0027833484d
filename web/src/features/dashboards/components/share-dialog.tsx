import { useSession } from "@/api/session";
import { tr } from "@/format/words";
import { Dialog } from "@/ui/dialog";
import { useScene } from "../scene";
import { AccessPart } from "./access-part";
import { LinksPart } from "./links-part";

/** Who of those with an account may do what, and the links for those without. */
export function ShareDialog() {
  const { board, search, go } = useScene();
  const accounts = useSession()?.accounts ?? false;
  const open = search.panel === "share" && board.may_share;
  return (
    <Dialog
      title={tr("Share this board")}
      open={open}
      onClose={() => go({ ...search, panel: undefined })}
    >
      {open && accounts && <AccessPart board={board.id} />}
      {open && <LinksPart />}
    </Dialog>
  );
}
