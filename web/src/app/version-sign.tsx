import { tr } from "@/format/words";
import { Button } from "@/ui/button";
import { useStore } from "@/ui/store";
import { newVersion } from "./worker";

/** Stays until the person reloads: nothing that is being typed is taken away. */
export function VersionSign() {
  const version = useStore(newVersion);
  if (!version) return null;
  return (
    <div
      role="status"
      className="flex flex-wrap items-center justify-center gap-3 border-t border-line bg-accent-wash px-4 py-1 text-small text-ink"
    >
      {tr("A new version of Munim is ready.")}
      <Button look="primary" onClick={version.goOver}>
        {tr("Reload")}
      </Button>
    </div>
  );
}
