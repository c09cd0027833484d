import { BoxplotChart, CandlestickChart } from "echarts/charts";

export const part = [BoxplotChart, CandlestickChart];
