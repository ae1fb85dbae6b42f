using LogReg.Cli.Files;
using LogReg.Cli.Output;
using LogReg.Data;

namespace LogReg.Cli.Commands;

/// <summary>Scores rows and writes the predictions: as they come in one process, and in several each its own, which the root then puts
/// together.</summary>
internal sealed class PredictionRun
{
    private const int BlockBytes = 1 << 20;

    public required CliEnvironment Environment { get; init; }

    public required LogisticModel Model { get; init; }

    public required DataSource Source { get; init; }

    public required ScoringOptions Options { get; init; }

    /// <summary>Whether the lines are those of LIBLINEAR, not CSV or Parquet.</summary>
    public required bool IsLiblinear { get; init; }

    /// <summary>Whether a spreadsheet must not take texts for formulas.</summary>
    public required bool IsSafe { get; init; }

    /// <summary>Whether nobody said that the input writes numbers otherwise than usual.</summary>
    public required bool IsPlain { get; init; }

    /// <summary>Where the predictions go, as typed; <see langword="null"/> for standard output.</summary>
    public required string? Path { get; init; }

    /// <summary>The file of that name at the root.</summary>
    public required OutputFile? File { get; init; }

    public required PredictionSummary Summary { get; init; }

    /// <summary>Where several processes keep what they write; <see langword="null"/> in one.</summary>
    public required JointRows? Rows { get; init; }

    /// <summary>Scores and writes.</summary>
    /// <param name="progress">Receives progress; may be <see langword="null"/>.</param>
    /// <returns>What all rows have.</returns>
    public ScoringTally Run(IProgress<ReadProgress>? progress)
    {
        ScoringTally tally = Rows is null ? WriteAlone(progress) : WriteTogether(Rows, progress);
        Summary.Complete(tally, Environment.Processes.Collective);
        return tally;
    }

    private ScoringTally WriteAlone(IProgress<ReadProgress>? progress)
    {
        ScoringTally? tally = null;
        if (IsLiblinear)
        {
            WriteText(stream =>
            {
                using var output = new LiblinearWriter(stream, Model);
                tally = Score(output, progress);
            });
        }
        else if (File is null)
        {
            using var output = new CsvRowOutput(Environment.Output, IsSafe);
            tally = Score(WriterTo(output), progress);
        }
        else
        {
            File.WriteRows(IsSafe, output => tally = Score(WriterTo(output), progress));
        }

        return tally!;
    }

    private ScoringTally WriteTogether(JointRows rows, IProgress<ReadProgress>? progress)
    {
        bool isParquet = !IsLiblinear && OutputFile.IsParquet(Path);
        ScoringTally tally = WriteOwn(rows, isParquet, progress);
        if (isParquet)
        {
            OutputColumn[] columns = PredictionWriter.WrittenColumns(Model, Options, Source, IsPlain);
            rows.Join(all => File!.Write(stream => KeptCells.Copy(all, new ParquetCells(stream, columns))));
        }
        else
        {
            rows.Join(all => WriteText(stream =>
            {
                all.CopyTo(stream, BlockBytes);
                stream.Flush();
            }));
        }

        return tally;
    }

    private ScoringTally WriteOwn(JointRows rows, bool isParquet, IProgress<ReadProgress>? progress)
    {
        bool hasHeader = Environment.Processes.IsRoot;
        if (IsLiblinear)
        {
            using var output = new LiblinearWriter(rows.Own, Model, hasHeader);
            return Score(output, progress);
        }

        using RowOutput lines = isParquet
            ? new ParquetRowOutput(_ => new KeptCells(rows.Own))
            : new CsvRowOutput(rows.Own, IsSafe, hasHeader);
        return Score(WriterTo(lines), progress);
    }

    private PredictionWriter WriterTo(RowOutput output) => new(output, Model, Options, Source, IsPlain);

    private ScoringTally Score(ScoreOutput output, IProgress<ReadProgress>? progress)
    {
        ScoringTally tally = ProcessOptions.TellingStraggler(Environment, () => Model.Score(
            Source, Environment.Processes.Collective, Take, Options, progress, Environment.CancellationToken));
        output.Complete();
        return tally;

        void Take(ScoredChunk chunk)
        {
            output.Write(chunk);
            Summary.Add(chunk);

            // Whoever wrote the rows may wait for the answer; a chunk of a file is so long that this costs nothing.
            output.Flush();
        }
    }

    private void WriteText(Action<Stream> write)
    {
        if (File is null)
        {
            write(Environment.Output);
        }
        else
        {
            File.WriteText(write);
        }
    }
}
