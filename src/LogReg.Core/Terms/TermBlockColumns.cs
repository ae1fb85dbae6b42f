namespace LogReg.Terms;

/// <summary>The columns of a term in a block of rows: numbers, codes, or both where numbers belong to levels.</summary>
/// <param name="Dense">The numbers, each column as long as a block; empty for codes alone.</param>
/// <param name="Codes">The codes, as many as rows of a block; empty for numbers alone.</param>
internal sealed record TermBlockColumns(double[][] Dense, int[] Codes);
