import { Copy, Link as LinkIcon } from "lucide-react";
import { useState } from "react";
import { messageOf } from "@/api/client";
import { formatAgo, formatDate } from "@/format/date";
import { tr } from "@/format/words";
import { Button, IconButton } from "@/ui/button";
import { Field, Input, Select } from "@/ui/field";
import { Notice } from "@/ui/notice";
import { useFormat } from "@/ui/preferences";
import { Skeleton } from "@/ui/skeleton";
import { toast } from "@/ui/toast";
import { useLinkChanges, useLinks } from "../parts";
import { useScene } from "../scene";
import { T } from "../strings";
import type { ShareLink } from "../types";

const DAYS = [1, 7, 30, 0];

function daysText(days: number): string {
  if (days === 0) return tr("It does not end");
  return days === 1 ? tr("Ends after a day") : tr("Ends after {n} days", { n: days });
}

const addressOf = (token: string) => `${location.origin}/shared/${token}`;

async function copy(address: string) {
  try {
    await navigator.clipboard.writeText(address);
    toast(T.copied);
  } catch {
    toast(tr("The browser did not let me copy. Select the link instead."), "warn");
  }
}

function LinkRow({ link, onWithdraw }: { link: ShareLink; onWithdraw: () => void }) {
  const format = useFormat();
  const address = addressOf(link.token);
  const ends = link.expires_at
    ? tr("ends {when}", {
        when: formatDate(link.expires_at, { thisYear: format.thisYear, lang: format.lang }),
      })
    : tr("does not end");
  return (
    <li className="flex flex-col gap-2 border-b border-line pb-3">
      <div className="flex items-center gap-2">
        <Input
          readOnly
          aria-label={tr("Link")}
          value={address}
          onFocus={(e) => e.target.select()}
          className="min-w-0 flex-1 text-small"
        />
        <IconButton label={tr("Copy the link")} side="left" onClick={() => void copy(address)}>
          <Copy size={16} aria-hidden="true" />
        </IconButton>
        <Button look="danger" onClick={onWithdraw}>
          {tr("Withdraw")}
        </Button>
      </div>
      <p className="text-small text-ink-3">
        {tr("made {ago}", { ago: formatAgo(link.made_at, new Date()) })} · {ends}
      </p>
    </li>
  );
}

/** For whoever has no account: to look at the board and nothing else. */
export function LinksPart() {
  const { board } = useScene();
  const query = useLinks(board.id);
  const { make, withdraw, restore } = useLinkChanges(board.id);
  const [days, setDays] = useState(7);
  const failed = make.error ?? withdraw.error ?? restore.error ?? query.error;
  function create() {
    make.mutate(days, { onSuccess: (link) => void copy(addressOf(link.token)) });
  }
  return (
    <section aria-labelledby="links" className="flex flex-col gap-4">
      <div>
        <h3 id="links" className="text-body font-semibold text-ink">
          {tr("Links to look at it")}
        </h3>
        <p className="text-small">
          {tr(
            "Whoever has the link sees this board and can filter it, and can change nothing. Other pages stay closed.",
          )}
        </p>
      </div>
      {failed && (
        <Notice severity="bad" live title={tr("The links could not be changed")}>
          <p className="text-small">{messageOf(failed)}</p>
        </Notice>
      )}
      <div className="flex flex-wrap items-end gap-2">
        <div className="min-w-48 flex-1">
          <Field label={tr("How long it works")}>
            {(ids) => (
              <Select {...ids} value={days} onChange={(e) => setDays(Number(e.target.value))}>
                {DAYS.map((n) => (
                  <option key={n} value={n}>
                    {daysText(n)}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        </div>
        <Button
          look="primary"
          disabled={make.isPending}
          icon={<LinkIcon size={16} aria-hidden="true" />}
          onClick={create}
        >
          {tr("Make a link")}
        </Button>
      </div>
      {query.isPending && <Skeleton className="h-16" />}
      {query.data && query.data.length > 0 && (
        <ul className="flex flex-col gap-3" aria-label={tr("Links to this board")}>
          {query.data.map((link) => (
            <LinkRow
              key={link.token}
              link={link}
              onWithdraw={() =>
                withdraw.mutate(link.token, {
                  onSuccess: () =>
                    toast(tr("The link no longer opens the board."), "good", {
                      text: tr("Undo"),
                      run: () => restore.mutate(link.token),
                    }),
                })
              }
            />
          ))}
        </ul>
      )}
    </section>
  );
}
