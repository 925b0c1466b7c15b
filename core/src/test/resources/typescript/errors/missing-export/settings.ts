export const delays = 5;
