using System.Globalization;

namespace LogReg.Cli.Output;

/// <summary>Writes predictions as LIBLINEAR's <c>predict -b 1</c> does: a line <c>labels</c> with the classes, then for each row the
/// predicted class and the probability of each class in that order.</summary>
internal static class LiblinearWriter
{
    /// <summary>Writes the rows of the chunks, and tells of each chunk before it is gone.</summary>
    public static void Write(Stream stream, LogisticModel model, IEnumerable<ScoredChunk> chunks, Action<ScoredChunk> observe)
    {
        using var writer = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
        bool isStarted = false;
        foreach (ScoredChunk chunk in chunks)
        {
            WriteLabels();
            double[] probabilities = new double[model.Target.Classes.Count];
            for (int row = 0; row < chunk.RowCount; row++)
            {
                Read(model, chunk, row, probabilities);
                writer.Write(model.Target.Classes[Predicted(model, probabilities)]);
                foreach (double probability in probabilities)
                {
                    writer.Write(' ');
                    writer.Write(probability.ToString("R", CultureInfo.InvariantCulture));
                }

                writer.WriteLine();
            }

            observe(chunk);
            writer.Flush();
            stream.Flush();
        }

        WriteLabels();

        void WriteLabels()
        {
            if (!isStarted)
            {
                writer.WriteLine("labels " + string.Join(' ', model.Target.Classes));
                isStarted = true;
            }
        }
    }

    private static int Predicted(LogisticModel model, double[] probabilities)
    {
        int positive = model.Target.IsBinary ? model.Target.PositiveIndex : -1;
        return positive < 0 ? MostProbable.Of(probabilities)
            : probabilities[positive] >= model.Threshold ? positive
            : 1 - positive;
    }

    private static void Read(LogisticModel model, ScoredChunk chunk, int row, double[] probabilities)
    {
        if (model.Target.IsBinary)
        {
            double probability = chunk.Probabilities[row];
            probabilities[model.Target.PositiveIndex] = probability;
            probabilities[1 - model.Target.PositiveIndex] = 1 - probability;
        }
        else
        {
            chunk.Probabilities.Slice(row * probabilities.Length, probabilities.Length).CopyTo(probabilities);
        }
    }
}
