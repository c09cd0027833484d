import { Crosshair, Rows3 } from "lucide-react";
import { useState } from "react";
import { tr } from "@/format/words";
import { IconButton } from "@/ui/button";
import { DataTable, type TableColumn } from "@/ui/data-table";
import { Pager } from "@/ui/pager";
import { useFormat } from "@/ui/preferences";
import { resultColumns } from "@/ui/result-table";
import { onlyOfRow } from "../filters";
import { useScene } from "../scene";
import { nameOf, T } from "../strings";
import type { Card, CardData } from "../types";
import { useOnly } from "../use-card";

const PAGE = 25;

type Row = Parameters<ReturnType<typeof resultColumns>[number]["cell"]>[0];

/** The card's rows. What a click on a mark does, each row offers as a button. */
export function RowTable({ card, data }: { card: Card; data: CardData }) {
  const { columns, rows } = data.answer;
  const { search, go, source } = useScene();
  const format = useFormat();
  const only = useOnly();
  const [offset, setOffset] = useState(0);
  const shown: TableColumn<Row>[] = resultColumns(columns, rows, format);
  const marks = rows.map((row) => onlyOfRow(card.id, columns, row, format));
  if (marks.some(Boolean)) {
    shown.push({
      id: "marks",
      header: tr("Look closer"),
      quiet: true,
      cell: ({ index }) => {
        const mark = marks[index];
        if (!mark) return null;
        return (
          <span className="-my-2 flex">
            <IconButton
              label={tr("Show only {text} on the board", { text: mark.text })}
              side="left"
              onClick={() => {
                only(mark);
              }}
            >
              <Crosshair size={16} aria-hidden="true" />
            </IconButton>
            {source.kind === "board" && card.kind !== "sql" && (
              <IconButton
                label={tr("Rows behind {text}", { text: mark.text })}
                side="left"
                onClick={() =>
                  go({ ...search, rows: { card: card.id, where: mark.where, text: mark.text } })
                }
              >
                <Rows3 size={16} aria-hidden="true" />
              </IconButton>
            )}
          </span>
        );
      },
    });
  }
  if (rows.length === 0) return <p>{T.noRows}</p>;
  const page = rows.slice(offset, offset + PAGE);
  return (
    <div className="-mx-4 flex flex-col gap-2 md:-mx-5">
      <DataTable
        caption={nameOf(card)}
        columns={shown}
        rows={page.map((cells, i) => ({ index: offset + i, cells }))}
        rowKey={(row) => row.index}
      />
      <Pager offset={offset} size={PAGE} total={rows.length} onChange={setOffset} />
    </div>
  );
}
