/**
 * journalctl prints the month in the language of whoever runs it: strftime's `%b`. As the source of an expression with the
 * flag `u`: what it means is worked out when somebody asks for the time.
 */
export const MONTH = String.raw`(?:[A-Z][a-z]{2}|\p{L}{2,7}\.?| ?\d{1,2}[\u6708\uc6d4])`;

/** What a month begins with in the languages of Europe and East Asia. */
export const MONTH_FIRST =
  " 0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyzÁÉÍÓÚáéíóúčďřšťžČŘŠŽŞşźżłабвгґдежзийіклмнопрстуфхцчшщюяΑ\u0392\u0393ΔΙΜΝΟΣΦ";
