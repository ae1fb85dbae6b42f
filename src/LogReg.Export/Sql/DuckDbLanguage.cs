namespace LogReg.Export.Sql;

/// <summary>DuckDB.</summary>
internal sealed class DuckDbLanguage : SqlLanguage
{
    /// <inheritdoc/>
    public override string DoubleType => "DOUBLE";

    /// <inheritdoc/>
    public override string CellText(string column) =>
        $"TRIM(CAST({column} AS VARCHAR), {string.Join(" || ", Blanks.Select(blank => $"CHR({blank})"))})";

    /// <inheritdoc/>
    public override string Days(string date) => Double($"TRY_CAST({date} AS DATE) - DATE '1970-01-01'");

    /// <inheritdoc/>
    protected override string Matches(string text, string pattern) => $"REGEXP_MATCHES({text}, {Text(pattern)})";
}
