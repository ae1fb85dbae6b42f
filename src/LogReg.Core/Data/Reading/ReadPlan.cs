namespace LogReg.Data;

/// <summary>A column to read, found in the file.</summary>
/// <param name="Request">The request.</param>
/// <param name="FieldIndex">Its place in a record.</param>
/// <param name="Kind">How it is read now; an inferred column is tried as numeric until a text turns up.</param>
internal sealed record PlannedColumn(ColumnRequest Request, int FieldIndex, ColumnKind Kind)
{
    /// <summary>Whether a text cell decides the kind rather than being an error.</summary>
    public bool IsInferred => Request.Kind == ColumnKind.Inferred;
}

/// <summary>What one pass over a file reads.</summary>
/// <param name="Source">The file.</param>
/// <param name="Layout">Its layout.</param>
/// <param name="Columns">The columns to read.</param>
internal sealed record ReadPlan(CsvSource Source, CsvLayout Layout, IReadOnlyList<PlannedColumn> Columns)
{
    /// <summary>What counts as missing.</summary>
    public MissingValueSet Missing { get; } = new(Source.Options.MissingValues);

    /// <summary>Whether a record that repeats the header is passed over; else it is an error, since there must be an answer for each record.</summary>
    public bool SkipsRepeatedHeaders { get; init; } = true;

    /// <summary>The place in a record of the target, without which a text in a column of numbers is a missing cell; −1 if every text is an error there.</summary>
    public int TargetField { get; init; } = -1;

    /// <summary>Finds the requested columns in the file.</summary>
    /// <exception cref="ArgumentException">A request is <see langword="null"/> or has known levels without being categorical.</exception>
    /// <exception cref="DataException">The file has no such column.</exception>
    public static ReadPlan Create(CsvSource source, IReadOnlyList<ColumnRequest> requests)
    {
        ArgumentNullException.ThrowIfNull(requests);
        CsvLayout layout = source.ReadLayout();
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (string name in layout.Header.Names)
        {
            places.Add(name, places.Count);
        }

        var columns = new List<PlannedColumn>(requests.Count);
        foreach (ColumnRequest request in requests)
        {
            ArgumentNullException.ThrowIfNull(request, nameof(requests));
            if (request.KnownLevels is not null && request.Kind != ColumnKind.Categorical)
            {
                throw new ArgumentException(
                    $"column {DataException.Quote(request.Name)} has known levels, but its kind is {request.Kind}, not Categorical",
                    nameof(requests));
            }

            if (!places.TryGetValue(request.Name, out int place))
            {
                throw new DataException(
                    $"there is no column {DataException.Quote(request.Name)}",
                    source.Name,
                    hint: NearestNames.Hint(request.Name, places.Keys));
            }

            columns.Add(new PlannedColumn(request, place, request.Kind == ColumnKind.Inferred ? ColumnKind.Numeric : request.Kind));
        }

        return new ReadPlan(source, layout, columns);
    }
}
