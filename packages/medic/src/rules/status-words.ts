/**
 * How programs say in passing that an answer had this status: `HTTP code: 404`, `"statusCode": 404`, `responded with 404`, `(404)`.
 * Other trades say it as well: for loose signs. `codes` is a piece of a pattern without groups.
 */
export function answeredWith(codes: string): RegExp {
  return new RegExp(
    String.raw`\b(?:\w{0,20}error|status(?:_?code)?|code|HTTP|got|returned|responded|answered|replied|with|response)\b(?! ?={2,3})["' :=(]{1,5}(?:${codes})\b|\((?:${codes})\)|\b(?:success|HTTP\/[\d.]{1,3}):? (?:${codes})\b`,
    'iu',
  );
}
