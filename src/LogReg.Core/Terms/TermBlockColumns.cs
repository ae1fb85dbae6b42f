namespace LogReg.Terms;

/// <summary>The columns of a term in a block of rows: numbers, or codes.</summary>
/// <param name="Dense">The dense columns of the term, each as long as a block; empty for codes.</param>
/// <param name="Codes">The codes, as many as rows of a block; empty for numbers.</param>
internal sealed record TermBlockColumns(double[][] Dense, int[] Codes);
