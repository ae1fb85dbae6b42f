namespace LogReg.Cli.Commands.Exports;

/// <summary>What scoring data by an exported file shows.</summary>
/// <param name="Rows">The number of rows.</param>
/// <param name="Difference">The largest difference of a probability from that of the model; <see cref="double.NaN"/> if one is
/// none.</param>
/// <param name="WorstRow">The row in which it is, from 0.</param>
internal sealed record VerifiedRows(int Rows, double Difference, int WorstRow);
