using System.Globalization;
using LogReg.Checking;
using LogReg.Data;
using LogReg.Terms;

namespace LogReg.Estimation;

/// <summary>The first stage of a fit of a stream: one reading that decides the kind and the levels of each column.</summary>
internal sealed record StreamScan
{
    /// <summary>The roles of the columns that can be read.</summary>
    public required ColumnRoles Roles { get; init; }

    /// <summary>The columns to read, with their kinds and levels.</summary>
    public required IReadOnlyList<ColumnRequest> Requests { get; init; }

    /// <summary>The columns that have too many different texts for a stream.</summary>
    public required IReadOnlyList<string> Identifiers { get; init; }

    /// <summary>The names in the first line; <see langword="null"/> if no line holds names.</summary>
    public required IReadOnlyList<string>? HeaderNames { get; init; }

    /// <summary>What is read, for hints.</summary>
    public required SourceDescription Source { get; init; }

    /// <summary>All columns as they were found.</summary>
    public required IReadOnlyList<ColumnInfo> Columns { get; init; }

    /// <summary>The notes of reading them.</summary>
    public required IReadOnlyList<ReadNote> Notes { get; init; }

    /// <summary>Reads the source for the kinds and levels of its columns.</summary>
    /// <param name="plan">The plan of the fit.</param>
    /// <param name="roles">The roles of the columns.</param>
    /// <param name="source">The data.</param>
    /// <param name="progress">Receives the progress of reading; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="LogRegException">Something is wrong with the data, or no column is left.</exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public static StreamScan Run(
        FitPlan plan, ColumnRoles roles, DataSource source, IProgress<ReadProgress>? progress, CancellationToken cancellationToken)
    {
        KindScanResult scan = source.ScanKinds(roles.Requests(plan), progress, cancellationToken);
        IReadOnlyList<ColumnRequest> all = scan.Requests;
        if (all.FirstOrDefault(request => request.Kind is ColumnKind.Vector or ColumnKind.Text) is ColumnRequest sparse)
        {
            throw new DataException(
                $"the column holds {(sparse.Kind == ColumnKind.Vector ? "vectors" : "texts")}, on which logreg does not train in a stream",
                source.Name,
                column: sparse.Name,
                hint: OptionText.Of($"leave {Option.Stream} out: memory grows with the numbers that are not 0 only"));
        }

        IReadOnlyList<ReadNote> notes =
            ReadingRules.Settle(scan.Notes, source, all.First(request => request.Name == roles.Target), progress, cancellationToken);
        ReadNoteText.ThrowIfStray(notes, source.Name, source.Description);
        string[] identifiers =
        [
            .. all.Where(request => request.Kind == ColumnKind.Categorical && request.KnownLevels is null).Select(request => request.Name),
        ];
        RequireUse(plan, roles, identifiers, source.Name);
        return new StreamScan
        {
            Roles = roles with { Features = [.. roles.Features.Except(identifiers)] },
            Requests = [.. all.Where(request => !identifiers.Contains(request.Name))],
            Identifiers = identifiers,
            HeaderNames = scan.HeaderNames,
            Source = source.Description,
            Columns = [.. all.Select(request => new ColumnInfo(request.Name, request.Kind, request.KnownLevels ?? LevelTable.Of([])))],
            Notes = notes,
        };
    }

    /// <summary>The problems that the scan has found. A column of too many texts has no levels here, and no name that could be one of
    /// them.</summary>
    /// <param name="leftOut">The columns that are not features.</param>
    public IEnumerable<DataFinding> Findings(IReadOnlyList<LeftOutColumn> leftOut)
    {
        IEnumerable<DataFinding> ofColumns = Columns
            .Where(column => column.Kind == ColumnKind.Categorical && column.Name != Roles.Target)
            .Select(column => leftOut.Any(one => one.Name == column.Name && one.Reason == LeftOutReason.Date)
                ? DateCheck.LeftOut(column.Name, column.Levels!)
                : TextCheck.Find(column.Name, column.Levels!, isInMemory: false, leftOut.Any(one => one.Name == column.Name)))
            .OfType<DataFinding>();
        IEnumerable<DataFinding> all = ReadingFindings.Join([.. ReadingFindings.Of(Notes, Source, leftOut)], [.. ofColumns]);
        return HeaderCheck.Find(HeaderNames, Columns, Source) is DataFinding header ? all.Prepend(header) : all;
    }

    private static void RequireUse(FitPlan plan, ColumnRoles roles, string[] identifiers, string source)
    {
        string? forced = identifiers.FirstOrDefault(name => name == roles.Target || plan.Features?.Contains(name) == true);
        if (forced is not null)
        {
            throw new DataException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the column has more than {KindScanResult.MostLevels:N0} different texts, too many for a stream"),
                source,
                column: forced,
                hint: forced == roles.Target
                    ? OptionText.Of($"choose another {Option.Target}")
                    : OptionText.Of($"leave it out of {Option.Features}"));
        }

        if (identifiers.Length == roles.Features.Count)
        {
            throw new DataException(
                "no feature is left: every column has too many different texts for a stream", source, hint: "add columns that vary less");
        }
    }
}
