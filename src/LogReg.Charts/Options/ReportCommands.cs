namespace LogReg.Charts;

/// <summary>The command lines that make a page and its numbers again.</summary>
/// <param name="Page">Makes a page of all rows.</param>
/// <param name="Numbers">Prints the numbers for programs.</param>
/// <param name="Model">Prints the whole model.</param>
internal sealed record ReportCommands(string Page, string Numbers, string Model);
