namespace LogReg.Export.Sql;

/// <summary>SQL Server.</summary>
internal sealed class SqlServerLanguage : SqlLanguage
{
    /// <inheritdoc/>
    public override string DoubleType => "float";

    /// <inheritdoc/>
    public override string Name(string name) => $"[{name.Replace("]", "]]", StringComparison.Ordinal)}]";

    /// <inheritdoc/>
    public override string Text(string text) => $"N{base.Text(text)}";

    /// <inheritdoc/>
    /// <remarks>Dates in the order of ISO 8601; letters in different cases are different.</remarks>
    public override string CellText(string column) =>
        $"TRIM({string.Join(" + ", Blanks.Select(blank => $"NCHAR({blank})"))} FROM CONVERT(nvarchar(4000), {column}, 121)) COLLATE Latin1_General_100_BIN2";

    /// <inheritdoc/>
    /// <remarks>The text of a float has only six digits.</remarks>
    public override string CellNumber(string cell, string text, string column) => Double(cell);

    /// <inheritdoc/>
    public override string NumberOrNull(string text) => $"CASE WHEN NOT ({text} LIKE '0[0-9]%' AND {text} NOT LIKE '%[^0-9]%') "
        + $"AND NOT ({text} LIKE '[0-9]%E%[0-9]' AND {text} NOT LIKE '%[^0-9E]%') THEN TRY_CAST({text} AS float) END";

    /// <inheritdoc/>
    public override string HasShape(string text, string shape) => $"{text} LIKE '{Spell(shape, "%", "+")}'";

    /// <inheritdoc/>
    public override string IsDecimal(string text) => $"{text} LIKE '[0-9]%' AND {text} NOT LIKE '%[^0-9.]%' AND {text} NOT LIKE '%.%.%'";

    /// <inheritdoc/>
    public override string Length(string text) => $"LEN({text})";

    /// <inheritdoc/>
    public override string Part(string text, int start, string length) => $"SUBSTRING({text}, {start}, {length})";

    /// <inheritdoc/>
    public override string Concatenate(params IEnumerable<string> texts) => string.Join(" + ", texts);

    /// <inheritdoc/>
    public override string Days(string date) => Double($"DATEDIFF(day, '19700101', TRY_CONVERT(date, {date}, 23))");

    /// <inheritdoc/>
    public override string Calendar(string part, string day) =>
        Double($"{part}(DATEADD(day, CAST({day} AS int), CAST('19700101' AS date)))");

    /// <inheritdoc/>
    public override string Log(string number) => $"LOG({number})";

    /// <inheritdoc/>
    public override string Greatest(IReadOnlyList<string> numbers) =>
        $"(SELECT MAX(v) FROM (VALUES {string.Join(", ", numbers.Select(number => $"({number})"))}) AS s(v))";

    /// <inheritdoc/>
    protected override string Matches(string text, string pattern) => throw new NotSupportedException("SQL Server has no regular expressions.");
}
