import { SunburstChart, TreemapChart } from "echarts/charts";

export const part = [SunburstChart, TreemapChart];
