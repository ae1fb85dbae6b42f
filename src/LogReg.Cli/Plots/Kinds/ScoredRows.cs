using System.Runtime.InteropServices;
using LogReg.Cli.Commands;
using LogReg.Data;
using LogReg.Evaluation;

namespace LogReg.Cli.Plots.Kinds;

/// <summary>The rows of an input whose class is known, with a model's answers.</summary>
internal sealed class ScoredRows
{
    private readonly LogisticModel _model;
    private readonly List<double> _probabilities = [];
    private readonly List<double> _scores = [];
    private readonly List<int> _classes = [];

    private ScoredRows(LogisticModel model)
    {
        _model = model;
    }

    /// <summary>n, how many rows have a class that the model knows.</summary>
    public int Count => _classes.Count;

    /// <summary>The classes that have a curve: of two the positive one, of more each against the others.</summary>
    public IReadOnlyList<string> Classes => _model.Target.IsBinary ? [_model.Target.Positive!] : _model.Target.Classes;

    /// <summary>Scores an input.</summary>
    /// <exception cref="LogRegException">The target's column or another is not there, no row has a known class, or the input is broken.</exception>
    public static ScoredRows Read(LogisticModel model, CsvSource source, IProgress<ReadProgress>? progress, CancellationToken cancellationToken, Action<ScoredChunk>? observe = null)
    {
        TargetColumn.Require(model, source);
        var rows = new ScoredRows(model);
        int width = model.Target.IsBinary ? 1 : model.Target.Classes.Count;
        foreach (ScoredChunk chunk in model.Score(source, new ScoringOptions(), progress, cancellationToken))
        {
            observe?.Invoke(chunk);
            ReadOnlySpan<double> scores = model.Target.IsBinary ? chunk.LogOdds : chunk.LogProbabilities;
            for (int row = 0; row < chunk.RowCount; row++)
            {
                if (chunk.Classes[row] >= 0)
                {
                    rows._classes.Add(chunk.Classes[row]);
                    rows._probabilities.AddRange(chunk.Probabilities.Slice(row * width, width));
                    rows._scores.AddRange(scores.Slice(row * width, width));
                }
            }
        }

        return rows.Count > 0
            ? rows
            : throw new DataException(
                "no row has one of the classes that the model knows", source.Name, column: model.Target.Name, hint: $"the classes are {string.Join(", ", model.Target.Classes.Take(8))}");
    }

    /// <summary>Whether each row is of a class, one of <see cref="Classes"/>.</summary>
    public bool[] IsOf(int curve)
    {
        int wanted = _model.Target.IsBinary ? _model.Target.PositiveIndex : curve;
        return [.. _classes.Select(code => code == wanted)];
    }

    /// <summary>Each row's probability of a class, one of <see cref="Classes"/>.</summary>
    public double[] Probabilities(int curve) => Column(_probabilities, curve);

    /// <summary>Each row's score of a class, which ranks as the probability does and still tells apart where that is 0 or 1.</summary>
    public double[] Scores(int curve) => Column(_scores, curve);

    /// <summary>The quality of the model on these rows, the same as an evaluation's.</summary>
    public ClassificationMetrics Metrics() => _model.Target.IsBinary
        ? new ClassificationMetrics(BinaryMetrics.Compute(Scores(0), IsOf(0), default, _model.Threshold, [_model.Target.Negative!, _model.Target.Positive!]), null)
        : new ClassificationMetrics(null, MulticlassMetrics.Compute(CollectionsMarshal.AsSpan(_scores), CollectionsMarshal.AsSpan(_classes), _model.Target.Classes));

    private double[] Column(List<double> values, int curve)
    {
        int width = values.Count / Count;
        double[] column = new double[Count];
        for (int row = 0; row < column.Length; row++)
        {
            column[row] = values[(row * width) + (width == 1 ? 0 : curve)];
        }

        return column;
    }
}
