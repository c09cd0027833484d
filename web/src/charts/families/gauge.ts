import { GaugeChart } from "echarts/charts";

export const part = [GaugeChart];
