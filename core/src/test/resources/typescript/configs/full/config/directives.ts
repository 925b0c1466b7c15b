export const greeting = async (name: string, times: number): Promise<{ text: string }> => ({
  text: Array(times).fill(`hello ${name}`).join(', ')
});
