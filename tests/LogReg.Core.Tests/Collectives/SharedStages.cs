using System.Text;
using LogReg.Collectives;
using LogReg.Data;
using LogReg.Estimation;
using LogReg.Objectives;
using LogReg.Storage;

namespace LogReg.Tests.Collectives;

/// <summary>The stages of a fit up to its design matrix, of rows in one place and of rows that several members share.</summary>
internal static class SharedStages
{
    /// <summary>Compares what one process finds with what every member finds, or the errors that they throw.</summary>
    /// <param name="text">The data, as CSV.</param>
    /// <param name="options">The options of the fit.</param>
    /// <param name="chunkRows">How many rows a chunk has.</param>
    /// <param name="sizes">How many members there are.</param>
    /// <returns>What all of them found, or the error.</returns>
    public static string AreEqual(string text, LogisticRegression options, int chunkRows, params int[] sizes) =>
        AreEqual(TextSource.Of(text), options, chunkRows, sizes);

    /// <summary>Compares what one process finds with what every member finds, or the errors that they throw.</summary>
    /// <param name="source">The data.</param>
    /// <param name="options">The options of the fit.</param>
    /// <param name="chunkRows">How many rows a chunk has.</param>
    /// <param name="sizes">How many members there are.</param>
    /// <returns>What all of them found, or the error.</returns>
    public static string AreEqual(DataSource source, LogisticRegression options, int chunkRows, params int[] sizes)
    {
        FitPlan plan = options.ToPlan();
        ColumnRoles roles = ColumnRoles.Resolve(source.ReadColumnNames(), plan, source.Name, source.Description);
        plan = roles.Settle(plan);
        Table table = SharedRows.Rechunk(
            source.ReadTable(roles.Requests(plan), ColumnStorage.Heap, progress: null, TestContext.Current.CancellationToken), chunkRows);
        Outcome whole = Run(table);
        foreach (int size in sizes)
        {
            foreach (Outcome own in SharedRows.Run(table, size, Run))
            {
                Assert.Equal(whole.Text, own.Text);
                Assert.Equal(whole.Chunks.Count == 0 ? 0 : own.OwnChunks.Count, own.Chunks.Count);
                Assert.All(own.Chunks, chunk => Assert.Equal(whole.Chunks[chunk.Key], chunk.Value));
            }
        }

        return whole.Text;

        Outcome Run(Table own)
        {
            try
            {
                return Encode(plan, roles, own, source);
            }
            catch (LogRegException exception) when (exception is not CollectiveException)
            {
                return new Outcome($"{exception.GetType().Name}: {exception.Message}\n{exception.Hint}", [], []);
            }
        }
    }

    /// <summary>Compares the fit of one process with that of every member: the model file, warnings and findings.</summary>
    /// <param name="source">The data.</param>
    /// <param name="options">The options of the fit.</param>
    /// <param name="chunkRows">How many rows a chunk has.</param>
    /// <param name="sizes">How many members there are.</param>
    public static void FitsAreEqual(DataSource source, LogisticRegression options, int chunkRows, params int[] sizes)
    {
        FitPlan plan = options.ToPlan();
        ColumnRoles roles = ColumnRoles.Resolve(source.ReadColumnNames(), plan, source.Name, source.Description);
        plan = roles.Settle(plan);
        Table table = SharedRows.Rechunk(
            source.ReadTable(roles.Requests(plan), ColumnStorage.Heap, progress: null, TestContext.Current.CancellationToken), chunkRows);
        string whole = Fit(table);
        Assert.All(sizes, size => Assert.All(SharedRows.Run(table, size, Fit), own => Assert.Equal(whole, own)));

        string Fit(Table own)
        {
            LogisticFit fit = options.Fit(own, cancellationToken: TestContext.Current.CancellationToken);
            using var stream = new MemoryStream();
            fit.Model.Save(stream);
            return string.Join(
                '\n',
                [
                    Encoding.UTF8.GetString(stream.ToArray()),
                    .. fit.Warnings.Select(warning => warning.Message),
                    .. fit.Findings.Select(finding => finding.Message),
                ]);
        }
    }

    private static Outcome Encode(FitPlan plan, ColumnRoles roles, Table table, DataSource source)
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        TrainingInput input = new TrainingInput(table, roles)
        {
            MissingValues = source.MissingValues,
            FindRow = row => source.FindRow(row, token),
            Source = source.Name,
        }.WithDates().WithWords(1);
        TrainingRows rows = TrainingRows.Choose(plan, input);
        var sampled = SampledCells.Take(input, rows, threads: 2);
        EncodedRows encoded = EncodedRows.Encode(plan, input, rows, token);
        string text = string.Join(
            '\n',
            new object?[]
            {
                OfAll(rows, table), sampled is null, encoded.Features, encoded.Balance, encoded.Missing, encoded.Levels,
                encoded.Clusters is null ? "no clusters" : $"{encoded.Clusters.Count} of {input.Roles.Cluster}", encoded.Findings,
                All(encoded.Fitting.Classes), All(encoded.Fitting.Weights), All(encoded.Training.Weights),
                All(encoded.Fitting.Offsets), All(encoded.Clusters?.Codes),
            }.Select(ObjectDump.Of));
        int[] own = [.. table.OwnChunks];
        ClassificationData?[] all = [encoded.Fitting, encoded.Test, encoded.Watched];
        return new Outcome(
            text,
            own,
            own.ToDictionary(chunk => chunk, chunk => string.Join(
                '\n',
                all.OfType<ClassificationData>().Select(data => ObjectDump.Of(data.Design.Chunks[chunk].Groups)).Append(RowsOf(chunk)))));

        T[]? All<T>(T[]? own)
            where T : unmanaged => own is null ? null : encoded.Training.Parts.All(own);

        string RowsOf(int chunk) => string.Join('\n', new[] { rows.Training, rows.Test, rows.Watched }.OfType<RowSet>().Select(
            set => set.Selection.TakesAll(chunk) ? "all" : string.Join(' ', set.Selection.Rows(chunk).ToArray())));
    }

    // With what belongs to the rows of all members.
    private static TrainingRows OfAll(TrainingRows rows, Table table)
    {
        return rows with
        {
            Training = All(rows.Training)!,
            Test = All(rows.Test),
            Watched = All(rows.Watched),
            Uses = table.Rows.All(rows.Uses),
        };

        static RowSet? All(RowSet? own) => own is null ? null : own with
        {
            Classes = own.Selection.Parts.All(own.Classes),
            Weights = own.Weights is null ? null : own.Selection.Parts.All(own.Weights),
            Offsets = own.Offsets is null ? null : own.Selection.Parts.All(own.Offsets),
        };
    }

    private sealed record Outcome(string Text, IReadOnlyCollection<int> OwnChunks, Dictionary<int, string> Chunks);
}
