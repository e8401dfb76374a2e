import { stringAt } from "../json.js";
import { defineJsonWrapper } from "../json-wrapper.js";

const base64 = /^[A-Za-z0-9+/\s]{40,}={0,2}\s*$/;

/** The API itself sends the text in Base64, the command line decodes it. */
function decoded(text: string): string {
  if (!base64.test(text)) return text;
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(text), (byte) => byte.charCodeAt(0)));
  } catch {
    return text;
  }
}

export const ec2Console = defineJsonWrapper({
  name: "ec2-console",
  writtenBy: "aws ec2 get-console-output; the last 64 KiB of the serial console",
  loses: ["wall", "year", "zone", "host"],
  examples: [
    '{"InstanceId":"i-0abc","Output":"[88021.500017] Mem-Info:\\r\\n","Timestamp":"2025-03-03T04:10:00Z"}',
  ],
  read(object) {
    const output = stringAt(object, "Output");
    return output === undefined || !("InstanceId" in object)
      ? undefined
      : { rest: decoded(output).trimEnd() };
  },
});
