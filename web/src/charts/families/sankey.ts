import { SankeyChart } from "echarts/charts";

export const part = [SankeyChart];
