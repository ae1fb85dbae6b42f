using LogReg.Numerics;

namespace LogReg.Evaluation;

/// <summary>
/// A confusion matrix: the weight of the rows of each actual class that were predicted as each class. Without weights, the entries are
/// counts of rows. Confusion matrices are immutable.
/// </summary>
public sealed class ConfusionMatrix
{
    private readonly string[] _classes;
    private readonly double[] _weights;
    private readonly double[] _actualTotals;
    private readonly double[] _predictedTotals;

    /// <summary>Creates a matrix with K classes from its entries.</summary>
    /// <param name="classes">The names of the K classes, at least two, in the order of the rows and columns.</param>
    /// <param name="weights">K × K entries, row by row. Rows are actual classes, columns are predicted classes.</param>
    /// <exception cref="ArgumentException">There are fewer than two classes, or not K × K entries.</exception>
    public ConfusionMatrix(IReadOnlyList<string> classes, ReadOnlySpan<double> weights)
    {
        ArgumentNullException.ThrowIfNull(classes);
        if (classes.Count < 2)
        {
            throw new ArgumentException($"classes has {classes.Count} names; it must have at least 2.", nameof(classes));
        }

        if (weights.Length != (long)classes.Count * classes.Count)
        {
            throw new ArgumentException(
                $"weights has {weights.Length} entries; {classes.Count} classes need {(long)classes.Count * classes.Count}.",
                nameof(weights));
        }

        _classes = [.. classes];
        _weights = weights.ToArray();
        _actualTotals = new double[classes.Count];
        _predictedTotals = new double[classes.Count];
        for (int actual = 0; actual < _classes.Length; actual++)
        {
            for (int predicted = 0; predicted < _classes.Length; predicted++)
            {
                double weight = this[actual, predicted];
                _actualTotals[actual] += weight;
                _predictedTotals[predicted] += weight;
                Total += weight;
            }

            Correct += this[actual, actual];
        }
    }

    /// <summary>The names of the classes, in the order of the rows and columns.</summary>
    public IReadOnlyList<string> Classes => _classes;

    /// <summary>The sum of all entries: the number of rows, or the sum of their weights.</summary>
    public double Total { get; }

    /// <summary>The sum of the diagonal: the weight of the rows classified correctly.</summary>
    public double Correct { get; }

    /// <summary>The accuracy, <see cref="Correct"/> / <see cref="Total"/>, in [0, 1]; NaN if the total is 0.</summary>
    public double Accuracy => Correct / Total;

    /// <summary>
    /// The accuracy of predicting the most frequent actual class for every row, in [0, 1]; NaN if the total is 0.
    /// </summary>
    public double NullAccuracy => _actualTotals.Max() / Total;

    /// <summary>Gets the weight of the rows of an actual class that were predicted as a class.</summary>
    /// <param name="actual">The index of the actual class in <see cref="Classes"/>.</param>
    /// <param name="predicted">The index of the predicted class in <see cref="Classes"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index is not the index of a class.</exception>
    public double this[int actual, int predicted]
    {
        get
        {
            CheckIndex(actual, nameof(actual));
            CheckIndex(predicted, nameof(predicted));
            return _weights[(actual * _classes.Length) + predicted];
        }
    }

    /// <summary>Gets the weight of the rows of an actual class that were predicted as a class.</summary>
    /// <param name="actual">The name of the actual class.</param>
    /// <param name="predicted">The name of the predicted class.</param>
    /// <exception cref="ArgumentException">A name is not the name of a class.</exception>
    public double this[string actual, string predicted] =>
        this[IndexOf(actual, nameof(actual)), IndexOf(predicted, nameof(predicted))];

    /// <summary>Gets the weight of the rows of an actual class (the support of the class).</summary>
    /// <param name="actual">The index of the class in <see cref="Classes"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The index is not the index of a class.</exception>
    public double ActualTotal(int actual)
    {
        CheckIndex(actual, nameof(actual));
        return _actualTotals[actual];
    }

    /// <summary>Gets the weight of the rows that were predicted as a class.</summary>
    /// <param name="predicted">The index of the class in <see cref="Classes"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The index is not the index of a class.</exception>
    public double PredictedTotal(int predicted)
    {
        CheckIndex(predicted, nameof(predicted));
        return _predictedTotals[predicted];
    }

    /// <summary>
    /// Gets the precision of a class: the proportion of the rows predicted as it that belong to it, in [0, 1]; NaN if the class was never
    /// predicted.
    /// </summary>
    /// <param name="index">The index of the class in <see cref="Classes"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The index is not the index of a class.</exception>
    public double Precision(int index) => this[index, index] / PredictedTotal(index);

    /// <summary>Gets the recall of a class: the proportion of its rows that were predicted as it, in [0, 1]; NaN if the class has no
    /// rows.</summary>
    /// <param name="index">The index of the class in <see cref="Classes"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The index is not the index of a class.</exception>
    public double Recall(int index) => this[index, index] / ActualTotal(index);

    /// <summary>
    /// Gets the F1 score of a class, 2 TP / (2 TP + FP + FN), the harmonic mean of precision and recall, in [0, 1]; NaN if the class has no
    /// rows and was never predicted.
    /// </summary>
    /// <param name="index">The index of the class in <see cref="Classes"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The index is not the index of a class.</exception>
    public double F1(int index) => 2 * this[index, index] / (ActualTotal(index) + PredictedTotal(index));

    /// <summary>
    /// The mean log loss of the intercept-only model, −Σ πₖ log πₖ with πₖ the proportion of class k among these rows, in nats; NaN if the
    /// total is 0.
    /// </summary>
    internal double NullLogLoss()
    {
        double loss = Total > 0 ? 0 : double.NaN;
        foreach (double actualTotal in _actualTotals)
        {
            if (actualTotal > 0)
            {
                loss -= actualTotal / Total * ElementaryFunctions.Log(actualTotal / Total);
            }
        }

        return loss;
    }

    private void CheckIndex(int index, string parameterName)
    {
        if ((uint)index >= (uint)_classes.Length)
        {
            throw new ArgumentOutOfRangeException(
                parameterName, index, $"{parameterName} must be from 0 to {_classes.Length - 1}.");
        }
    }

    private int IndexOf(string name, string parameterName)
    {
        int index = Array.IndexOf(_classes, name);
        return index >= 0
            ? index
            : throw new ArgumentException(
                $"{MessageText.Quote(name)} is not a class; the classes are {MessageText.List(_classes)}.", parameterName);
    }
}
