using System.Globalization;

namespace LogReg.Cli.Output;

/// <summary>Writes predictions as LIBLINEAR's <c>predict -b 1</c> does: a line <c>labels</c> with the classes, then for each row the
/// predicted class and the probability of each class in that order.</summary>
/// <param name="stream">Receives the text; left open.</param>
/// <param name="model">The model.</param>
/// <param name="hasHeader">Whether the line of labels is written.</param>
internal sealed class LiblinearWriter(Stream stream, LogisticModel model, bool hasHeader = true) : ScoreOutput
{
    private readonly StreamWriter _writer = new(stream, leaveOpen: true) { NewLine = "\n" };
    private readonly double[] _probabilities = new double[model.Target.Classes.Count];

    public override void Flush()
    {
        _writer.Flush();
        stream.Flush();
    }

    public override void Dispose()
    {
        _writer.Dispose();
        base.Dispose();
    }

    protected override void WriteHeader()
    {
        if (hasHeader)
        {
            _writer.WriteLine("labels " + string.Join(' ', model.Target.Classes));
        }
    }

    protected override void WriteRows(ScoredChunk chunk)
    {
        for (int row = 0; row < chunk.RowCount; row++)
        {
            Read(chunk, row);
            _writer.Write(model.Target.Classes[Predicted()]);
            foreach (double probability in _probabilities)
            {
                _writer.Write(' ');
                _writer.Write(probability.ToString("R", CultureInfo.InvariantCulture));
            }

            _writer.WriteLine();
        }
    }

    protected override void Finish() => Flush();

    private int Predicted()
    {
        int positive = model.Target.IsBinary ? model.Target.PositiveIndex : -1;
        return positive < 0 ? MostProbable.Of(_probabilities)
            : _probabilities[positive] >= model.Threshold ? positive
            : 1 - positive;
    }

    private void Read(ScoredChunk chunk, int row)
    {
        if (model.Target.IsBinary)
        {
            double probability = chunk.Probabilities[row];
            _probabilities[model.Target.PositiveIndex] = probability;
            _probabilities[1 - model.Target.PositiveIndex] = 1 - probability;
        }
        else
        {
            chunk.Probabilities.Slice(row * _probabilities.Length, _probabilities.Length).CopyTo(_probabilities);
        }
    }
}
