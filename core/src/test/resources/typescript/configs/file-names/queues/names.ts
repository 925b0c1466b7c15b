export const folder = __dirname, whole: string = __filename;
export const url = import.meta.url;
