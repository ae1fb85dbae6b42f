namespace LogReg.Export.Sql;

/// <summary>How a model becomes SQL.</summary>
public sealed record SqlOptions
{
    /// <summary>The database system; standard SQL by default.</summary>
    public SqlDialect Dialect { get; init; } = SqlDialect.Ansi;

    /// <summary>The table with the rows, by default <c>input</c>. Points separate it from its schema: <c>sales.customers</c>.</summary>
    public string Table { get; init; } = "input";

    /// <summary>The view to make, whose schema may stand before it; <see langword="null"/>, the default, for a query.</summary>
    public string? View { get; init; }

    /// <summary>The columns of the table that the result has before what the model says of a row; <see langword="null"/>, the default, for
    /// those that the model uses.</summary>
    public IReadOnlyList<string>? Columns { get; init; }
}
