using System.Runtime.CompilerServices;
using LogReg.Numerics;

namespace LogReg.Evaluation;

/// <summary>The scores and weights of the rows of one class, taken from the highest score downwards once they are sorted.</summary>
/// <remarks>A ranking is often made once in a process: its short methods are inlined, so that none waits to be found hot.</remarks>
internal sealed class ScoreList
{
    private readonly int _capacity;
    private double[] _scores = [];

    // Most data have no weights: they are kept only once one differs from 1.
    private double[]? _weights;
    private int _count;

    /// <param name="capacity">The largest number of rows that will be added.</param>
    public ScoreList(int capacity)
    {
        _capacity = capacity;
    }

    /// <summary>Whether all rows have been taken.</summary>
    public bool IsEmpty => _count == 0;

    /// <summary>The highest score left; −∞ if there is none.</summary>
    public double Highest => _count == 0 ? double.NegativeInfinity : _scores[_count - 1];

    /// <summary>Adds a row, before <see cref="Sort"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(double score, double weight)
    {
        if (_count == _scores.Length || (weight != 1 && _weights is null))
        {
            MakeRoom(weight);
        }

        _scores[_count] = score;
        if (_weights is not null)
        {
            _weights[_count] = weight;
        }

        _count++;
    }

    /// <summary>Puts the rows in order.</summary>
    public void Sort()
    {
        if (_weights is null)
        {
            RadixSort.Sort(_scores.AsSpan(0, _count));
        }
        else
        {
            _scores.AsSpan(0, _count).Sort(_weights.AsSpan(0, _count));
        }
    }

    /// <summary>Takes the rows of a score off the end.</summary>
    /// <param name="score">The highest score left, or one above it.</param>
    /// <returns>The sum of their weights; 0 if no row has that score.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double TakeWeight(double score)
    {
        double sum = 0;
        for (; _count > 0 && _scores[_count - 1] == score; _count--)
        {
            sum += _weights is null ? 1 : _weights[_count - 1];
        }

        return sum;
    }

    private void MakeRoom(double weight)
    {
        if (_count == _scores.Length)
        {
            int length = Math.Min(_capacity, Math.Max(256, 2 * _count));
            Array.Resize(ref _scores, length);
            if (_weights is not null)
            {
                Array.Resize(ref _weights, length);
            }
        }

        if (weight != 1 && _weights is null)
        {
            _weights = new double[_scores.Length];
            _weights.AsSpan(0, _count).Fill(1);
        }
    }
}
