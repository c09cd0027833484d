import india from "./india.json";

export const outline: unknown = india;
