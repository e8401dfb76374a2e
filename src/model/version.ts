/** The version of oomlog, as in package.json; here so that a web page knows it too. */
export const VERSION = "0.1.0";
