import { MarkLineComponent } from "echarts/components";

export const part = [MarkLineComponent];
