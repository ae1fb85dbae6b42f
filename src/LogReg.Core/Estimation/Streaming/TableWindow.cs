using LogReg.Data;

namespace LogReg.Estimation;

/// <summary>Consecutive rows of a source as a table, in memory that is reused for the next ones.</summary>
/// <param name="Table">The rows.</param>
/// <param name="FirstRow">The index of the first row in the source, from 0.</param>
internal sealed record TableWindow(Table Table, long FirstRow);
