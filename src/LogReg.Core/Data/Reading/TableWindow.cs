namespace LogReg.Data;

/// <summary>Consecutive rows of a file as a table, in memory that is reused for the next ones.</summary>
/// <param name="Table">The rows.</param>
/// <param name="FirstRow">The index of the first row in the file, from 0.</param>
internal sealed record TableWindow(Table Table, long FirstRow);
