import { messageOf } from "@/api/client";
import { formatAgo } from "@/format/date";
import { capital } from "@/format/text";
import { tr } from "@/format/words";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Notice } from "@/ui/notice";
import { Skeleton } from "@/ui/skeleton";
import { toast } from "@/ui/toast";
import { useRestoreVersion, useVersions } from "../parts";
import { useScene } from "../scene";
import { T } from "../strings";

function Versions() {
  const { board, search, go, change } = useScene();
  const query = useVersions(board.id);
  const restore = useRestoreVersion(board.id);
  async function back(version: number) {
    const now = board.version;
    try {
      await restore.mutateAsync(version);
      go({ ...search, panel: undefined });
      toast(tr("The board is as it was in version {version}.", { version }), "good", {
        text: T.undo,
        run: () => restore.mutate(now),
      });
    } catch (error) {
      toast(messageOf(error), "bad");
    }
  }
  if (query.isPending) return <Skeleton className="h-60" />;
  if (query.isError) {
    return (
      <Notice
        severity="bad"
        title={tr("The versions could not be listed")}
        action={<Button onClick={() => void query.refetch()}>{T.again}</Button>}
      >
        <p className="text-small">{messageOf(query.error)}</p>
      </Notice>
    );
  }
  return (
    <ol className="flex flex-col gap-3" aria-label={tr("Versions, the newest first")}>
      {[...query.data]
        .sort((a, b) => b.version - a.version)
        .map((v) => (
          <li key={v.version} className="flex items-start gap-3 border-b border-line pb-3">
            <div className="min-w-0 flex-1">
              <p className="text-body break-words text-ink">{capital(v.what)}</p>
              <p className="text-small text-ink-3">
                {v.author && <span className="font-medium text-ink-2">{v.author} · </span>}
                {tr("Version {version}", { version: v.version })} · {formatAgo(v.at, new Date())}
              </p>
            </div>
            {v.version === board.version && <Badge tone="accent">{tr("Now")}</Badge>}
            {v.version !== board.version && change && (
              <Button
                aria-label={tr("Restore version {version}", { version: v.version })}
                disabled={restore.isPending}
                onClick={() => void back(v.version)}
              >
                {tr("Restore")}
              </Button>
            )}
          </li>
        ))}
    </ol>
  );
}

export function VersionsPanel() {
  const { search, go } = useScene();
  return (
    <Dialog
      size="side"
      title={tr("Earlier versions")}
      open={search.panel === "versions"}
      onClose={() => go({ ...search, panel: undefined })}
    >
      <p className="text-small">
        {tr("Each change makes a version. Restoring one makes a new version; nothing is lost.")}
      </p>
      {search.panel === "versions" && <Versions />}
    </Dialog>
  );
}
