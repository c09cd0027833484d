import { Download } from "lucide-react";
import type { RefObject } from "react";
import { saveChart, type ChartHandle } from "@/charts/save";
import { messageOf } from "@/api/client";
import type { Answer } from "@/api/types";
import { toCsv } from "@/format/csv";
import { tr } from "@/format/words";
import { buttonClass } from "@/ui/button";
import { downloadBlob, fileName } from "@/ui/download";
import { Menu } from "@/ui/menu";
import { toast } from "@/ui/toast";
import { exportAnswer } from "../api";

interface DownloadMenuProps {
  answer: Answer;
  /** Its chart, as drawn. */
  chart: RefObject<ChartHandle | null>;
  drawn: boolean;
}

async function attempt(work: () => Promise<void> | void) {
  try {
    await work();
  } catch (error) {
    toast(messageOf(error), "bad");
  }
}

/** Rows as a file (all of them, from the server, where a plan says which), the chart as a picture. */
export function DownloadMenu({ answer, chart, drawn }: DownloadMenuProps) {
  const name = (ending: string) => fileName(answer.question || answer.reading, ending);
  const rows = (format: "csv" | "xlsx") =>
    attempt(async () => {
      if (answer.plan) {
        downloadBlob(await exportAnswer(answer.plan, format, name(format)), name(format));
        return;
      }
      const header = answer.columns.map((c) => c.label || c.name);
      const text = ["\ufeff", toCsv(header, answer.rows)];
      downloadBlob(new Blob(text, { type: "text/csv;charset=utf-8" }), name("csv"));
    });
  const picture = (kind: "png" | "svg") =>
    attempt(async () => {
      await saveChart(chart.current, kind, answer.question || answer.reading);
    });
  const files = [
    { id: "csv", text: tr("Rows as CSV"), onSelect: () => void rows("csv") },
    { id: "xlsx", text: tr("Rows as Excel"), onSelect: () => void rows("xlsx") },
  ];
  const pictures = [
    { id: "png", text: tr("Chart as PNG"), onSelect: () => void picture("png") },
    { id: "svg", text: tr("Chart as SVG"), onSelect: () => void picture("svg") },
  ];
  return (
    <Menu
      label={tr("Download")}
      opensUp
      buttonClassName={buttonClass("quiet")}
      button={
        <>
          <Download size={16} aria-hidden="true" />
          <span className="max-sm:sr-only">{tr("Download")}</span>
        </>
      }
      groups={[
        { items: answer.plan ? files : files.slice(0, 1) },
        ...(drawn ? [{ items: pictures }] : []),
      ]}
    />
  );
}
