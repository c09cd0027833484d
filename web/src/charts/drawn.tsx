import type { EChartsOption } from "echarts";
import { Skeleton } from "@/ui/skeleton";
import { Canvas } from "./canvas";
import type { Need } from "./spec";
import { T } from "./strings";

interface DrawnProps {
  drawing: {
    option: EChartsOption | null;
    needs?: Need[];
    height: number;
    summary: string;
  } | null;
  width: number;
  id: string;
}

/** A drawing that is no result's: its picture and its words. */
export function Drawn({ drawing, width, id }: DrawnProps) {
  return (
    <>
      {drawing ? (
        <Canvas
          option={drawing.option}
          needs={drawing.needs}
          width={width}
          height={drawing.height}
        />
      ) : (
        <Skeleton className="h-60 w-full" />
      )}
      <figcaption id={id} className="sr-only">
        {drawing?.summary ?? T.drawing}
      </figcaption>
    </>
  );
}
