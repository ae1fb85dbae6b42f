using System.Globalization;
using System.Text;
using LogReg.Collectives;
using LogReg.Data;

namespace LogReg.Tests.Collectives;

/// <summary>What members of a collective score and evaluate that read shares of a source, compared with what one process does that reads
/// all of it.</summary>
internal static class SharedScoring
{
    private static readonly int[] Sizes = [1, 2, 3, 7];

    /// <summary>Requires that the predictions of all members together, and the tally of each, are those of one process; or that every
    /// member ends with the same error.</summary>
    /// <param name="model">The model.</param>
    /// <param name="open">Opens the source; each member opens its own.</param>
    /// <param name="options">What is wanted besides.</param>
    /// <param name="sizes">How many members there are; none for 1, 2, 3 and 7.</param>
    /// <returns>What came out.</returns>
    public static string AssertSame(LogisticModel model, Func<DataSource> open, ScoringOptions? options = null, params int[] sizes)
    {
        string expected = OfOne(model, open, options);
        foreach (int size in sizes.Length > 0 ? sizes : Sizes)
        {
            AssertEqual(expected, OfMembers(model, open, options, size), size);
        }

        return expected;
    }

    /// <summary>Requires that the evaluation of each member is that of one process; or that every member ends with the same error.</summary>
    /// <param name="model">The model.</param>
    /// <param name="open">Opens the source; each member opens its own.</param>
    /// <param name="weightColumn">The column of weights.</param>
    /// <param name="sizes">How many members there are; none for 1, 2, 3 and 7.</param>
    /// <returns>What came out.</returns>
    public static string AssertSameEvaluation(LogisticModel model, Func<DataSource> open, string? weightColumn = null, params int[] sizes)
    {
        string Evaluate(Func<DataSource, ModelEvaluation> evaluate) => OrError(() =>
        {
            using DataSource source = open();
            return ObjectDump.Of(evaluate(source));
        });
        string expected = Evaluate(source => model.Evaluate(source, weightColumn, null, CancellationToken.None));
        foreach (int size in sizes.Length > 0 ? sizes : Sizes)
        {
            string[] outcomes = new string[size];
            ThreadCollective.Run(
                size,
                collective => outcomes[collective.Rank] = Evaluate(source => model.Evaluate(source, collective, weightColumn)));
            AssertEqual(expected, outcomes, size);
        }

        return expected;
    }

    private static void AssertEqual(string expected, string[] outcomes, int size)
    {
        for (int rank = 0; rank < size; rank++)
        {
            Assert.True(expected == outcomes[rank], $"rank {rank} of {size}:\n{outcomes[rank]}\nexpected:\n{expected}");
        }
    }

    private static string OfOne(LogisticModel model, Func<DataSource> open, ScoringOptions? options) => OrError(() =>
    {
        using DataSource source = open();
        var rows = new StringBuilder();
        ScoringTally tally = model.CreateTally();
        foreach (ScoredChunk chunk in model.Score(source, options))
        {
            Write(rows, chunk);
            tally.Add(chunk);
        }

        return Describe(tally) + rows;
    });

    private static string[] OfMembers(LogisticModel model, Func<DataSource> open, ScoringOptions? options, int size)
    {
        string[] known = new string[size];
        StringBuilder[] rows = [.. Enumerable.Range(0, size).Select(_ => new StringBuilder())];
        bool[] failed = new bool[size];
        ThreadCollective.Run(size, collective =>
        {
            int rank = collective.Rank;
            known[rank] = OrError(
                () =>
                {
                    using DataSource source = open();
                    return Describe(model.Score(source, collective, chunk => Write(rows[rank], chunk), options));
                },
                () => failed[rank] = true);
        });
        string all = string.Concat<StringBuilder>(rows);
        return [.. known.Select((own, rank) => failed[rank] ? own : own + all)];
    }

    private static string OrError(Func<string> work, Action? then = null)
    {
        try
        {
            return work();
        }
        catch (LogRegException error) when (error is not CollectiveException)
        {
            then?.Invoke();
            var data = error as DataException;
            return string.Join("\n", error.GetType().Name, error.Message, error.Hint, data?.File, data?.Place, data?.Column, data?.Value);
        }
    }

    private static string Describe(ScoringTally tally)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{tally.Rows} rows\n");
        foreach (IReadOnlyDictionary<string, long> counts in (IReadOnlyDictionary<string, long>[])
            [tally.MissingCells, tally.UnseenCells, tally.SpreadsheetErrorCells, tally.UnseenCombinations, tally.UnknownClasses])
        {
            text.AppendJoin(' ', counts.Select(pair => $"{pair.Key}:{pair.Value}")).Append('\n');
        }

        text.AppendJoin(' ', tally.UnseenExamples.Select(pair => $"{pair.Key}:{string.Join('|', pair.Value)}")).Append('\n');
        foreach (DataWarning warning in tally.Warnings)
        {
            text.Append(CultureInfo.InvariantCulture, $"{warning.Column} {warning.Line}: {warning.Message} ({warning.Hint})\n");
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, ScoredChunk chunk)
    {
        int width = chunk.Probabilities.Length / chunk.RowCount;
        RowFlag[] flags = [.. chunk.Flags];
        for (int row = 0; row < chunk.RowCount; row++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{chunk.FirstRow + row}:");
            foreach (double probability in chunk.Probabilities.Slice(row * width, width))
            {
                text.Append(CultureInfo.InvariantCulture, $" {probability:R}");
            }

            if (chunk.Lower.Length > 0)
            {
                text.Append(CultureInfo.InvariantCulture, $" {chunk.Lower[row]:R}–{chunk.Upper[row]:R}");
            }

            text.Append(CultureInfo.InvariantCulture, $" {(chunk.HasTarget ? chunk.Classes[row] : -9)}");
            for (int rank = 0; chunk.Explanations is RowExplanations reasons && rank < reasons.Count; rank++)
            {
                text.Append(
                    CultureInfo.InvariantCulture,
                    $" {reasons.Features[(row * reasons.Count) + rank]}:{reasons.Contributions[(row * reasons.Count) + rank]:R}");
            }

            foreach (RowFlag flag in flags.Where(flag => flag.Row == row))
            {
                text.Append(CultureInfo.InvariantCulture, $" {flag.Feature} {flag.Kind}");
            }

            foreach (TextColumn column in chunk.KeptColumns)
            {
                text.Append('¦').Append(Encoding.UTF8.GetString(column[row]));
            }

            text.Append('\n');
        }
    }
}
