namespace LogReg.Data;

/// <summary>A column to read, found in the source.</summary>
/// <param name="Request">The request.</param>
/// <param name="FieldIndex">Its place in a record.</param>
/// <param name="Kind">How it is read now; an inferred column is tried as numeric until a text turns up.</param>
/// <param name="IsInferred">Whether a text cell decides the kind rather than being an error.</param>
/// <param name="Source">The source, for hints.</param>
internal sealed record PlannedColumn(
    ColumnRequest Request, int FieldIndex, ColumnKind Kind, bool IsInferred, SourceDescription Source)
{
    /// <summary>The place of a column that no record has.</summary>
    public const int NoField = -1;

    /// <summary>How its numbers are written, if not only as plain numbers.</summary>
    public NumberNotation? Notation { get; init; }

    /// <summary>Whether its notation is preliminary: the pass looks at all cells, to find out which it is.</summary>
    public bool DetectsNotation { get; init; }

    /// <summary>Whether plain numbers with a point may stand among decimal commas.</summary>
    public bool TakesPlainPoints { get; init; }
}

/// <summary>What one pass over a source reads.</summary>
/// <param name="Reader">Reads the source.</param>
/// <param name="Columns">The columns to read.</param>
internal sealed record ReadPlan(RowReader Reader, IReadOnlyList<PlannedColumn> Columns)
{
    /// <summary>The texts that count as missing.</summary>
    public MissingValueSet Missing { get; } = new(Reader.MissingValues);

    /// <summary>Whether a record that repeats the header is passed over; else it is an error, since there must be an answer for each
    /// record.</summary>
    public bool SkipsRepeatedHeaders { get; init; } = true;

    /// <summary>The place in a record of the target, without which a text in a column of numbers is a missing cell; −1 if every text is an
    /// error there.</summary>
    public int TargetField { get; init; } = -1;

    /// <summary>A number with a decimal point in the first rows of data to be scored, if some column shows that points are decimal;
    /// otherwise <see langword="null"/>.</summary>
    public string? PointShown { get; init; }

    /// <summary>Whether the pass is to find out how numbers are written, so that what may be one is no error.</summary>
    public bool FindsNotations { get; init; }

    /// <summary>Finds the requested columns in the source.</summary>
    /// <exception cref="ArgumentException">A request is <see langword="null"/> or has known levels without being categorical.</exception>
    /// <exception cref="DataException">The source has no such column.</exception>
    public static ReadPlan Create(RowReader reader, IReadOnlyList<ColumnRequest> requests)
    {
        ArgumentNullException.ThrowIfNull(requests);
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (string name in reader.Names)
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
                    reader.Name,
                    hint: reader.Description.HintForColumn(NameHint.Of(request.Name, places.Keys)));
            }

            ColumnKind kind = request.Kind == ColumnKind.Inferred ? reader.KindOf(place) : request.Kind;
            bool isInferred = kind == ColumnKind.Inferred;
            int field = reader.FieldOf(place);
            columns.Add(new PlannedColumn(request, field, isInferred ? ColumnKind.Numeric : kind, isInferred, reader.Description)
            {
                Notation = reader.Conventions.NotationOf(request.Notation),
                TakesPlainPoints = reader.Conventions.TakesPlainPoints(request.Notation),
            });
        }

        return new ReadPlan(reader, columns);
    }
}
