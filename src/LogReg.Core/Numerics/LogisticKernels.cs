using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LogReg.Numerics;

/// <summary>The fused pass of binary logistic regression over a block of rows.</summary>
internal static class LogisticKernels
{
    /// <summary>A row is saturated when its μ(1 − μ) is below this.</summary>
    internal const double SaturationBound = 0.001;

    /// <summary>Loss, residual w(μ − y) and curvature wμ(1 − μ) of n rows, from one exponential a row.</summary>
    /// <remarks>
    /// With a = (1 − 2y)·η, the log-odds of the outcome that was not observed, the row's loss is log(1 + e^a), its residual (1 − 2y)·w·σ(a)
    /// and its curvature w·σ(a)·σ(−a): nothing cancels, however well the row is fitted. Row i is summed in lane i mod 8 and the lanes are
    /// combined in a fixed order, so a block gives the same bits on every machine.
    /// </remarks>
    /// <param name="logOdds">η: n numbers.</param>
    /// <param name="target">y: n numbers, each 0 or 1.</param>
    /// <param name="weight">w: n numbers that are not negative, or empty when all are 1.</param>
    /// <param name="residual">n numbers out, or empty when not wanted.</param>
    /// <param name="curvature">n numbers out, or empty when not wanted.</param>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static BlockLoss Evaluate(
        ReadOnlySpan<double> logOdds,
        ReadOnlySpan<double> target,
        ReadOnlySpan<double> weight,
        Span<double> residual,
        Span<double> curvature)
    {
        RequireLength(target.Length, logOdds.Length, nameof(target));
        RequireLengthOrEmpty(weight.Length, logOdds.Length, nameof(weight));
        RequireLengthOrEmpty(residual.Length, logOdds.Length, nameof(residual));
        RequireLengthOrEmpty(curvature.Length, logOdds.Length, nameof(curvature));

        var even = default(LaneSums);
        var odd = default(LaneSums);
        var i = 0;
        for (; i <= logOdds.Length - (2 * Vector256<double>.Count); i += 2 * Vector256<double>.Count)
        {
            EvaluateLanes(logOdds, target, weight, residual, curvature, i, ref even);
            EvaluateLanes(logOdds, target, weight, residual, curvature, i + Vector256<double>.Count, ref odd);
        }

        if (i <= logOdds.Length - Vector256<double>.Count)
        {
            EvaluateLanes(logOdds, target, weight, residual, curvature, i, ref even);
            i += Vector256<double>.Count;
            EvaluateRemainder(logOdds[i..], target[i..], From(weight, i), From(residual, i), From(curvature, i), ref odd);
        }
        else
        {
            EvaluateRemainder(logOdds[i..], target[i..], From(weight, i), From(residual, i), From(curvature, i), ref even);
        }

        return new BlockLoss(
            VectorSums.Horizontal(even.Loss + odd.Loss),
            -VectorSums.Horizontal(even.Saturated + odd.Saturated),
            -VectorSums.Horizontal(even.Misclassified + odd.Misclassified));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void EvaluateLanes(
        ReadOnlySpan<double> logOdds,
        ReadOnlySpan<double> target,
        ReadOnlySpan<double> weight,
        Span<double> residual,
        Span<double> curvature,
        int start,
        ref LaneSums sums)
    {
        var one = Vector256.Create(1.0);
        var w = weight.IsEmpty ? one : Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(weight), (nuint)start);
        var y = Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(target), (nuint)start);
        var eta = Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(logOdds), (nuint)start);
        var sign = one - (y + y);
        var wrong = sign * eta;

        var power = VectorExponential.Quick(-Vector256.Abs(wrong));
        var upper = one / (one + power);
        var lower = power * upper;
        var variance = lower * upper;
        var weighted = Vector256.GreaterThan(w, Vector256<double>.Zero);

        // Selected, not only multiplied: an infinite loss of weight 0 is no loss.
        sums.Loss += (w * SoftPlus(wrong, power)) & weighted;
        sums.Saturated += (Vector256.LessThan(variance, Vector256.Create(SaturationBound)) & weighted).AsInt64();
        sums.Misclassified += Vector256.AndNot(weighted, Vector256.LessThan(wrong, Vector256<double>.Zero)).AsInt64();

        if (!residual.IsEmpty)
        {
            var sigmoid = Vector256.ConditionalSelect(Vector256.GreaterThan(wrong, Vector256<double>.Zero), upper, lower);
            (sign * w * sigmoid).StoreUnsafe(ref MemoryMarshal.GetReference(residual), (nuint)start);
        }

        if (!curvature.IsEmpty)
        {
            (w * variance).StoreUnsafe(ref MemoryMarshal.GetReference(curvature), (nuint)start);
        }
    }

    /// <summary>
    /// log(1 + e^z) from z and power = e^−|z|, to an ulp or two: as <see cref="LogisticFunctions.Log1PlusExp(double)"/>, but in single
    /// doubles.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> SoftPlus(Vector256<double> z, Vector256<double> power)
    {
        var far = Vector256.GreaterThan(power, Vector256.Create(LogisticFunctions.ArtanhSplit));
        var offset = Vector256.Create(1.0) & far;
        var u = (power - offset) / (Vector256.Create(2.0) + offset + power);

        // 2·artanh(u) = 2u + u³ (2/3 + 2u²/5 + …) by Estrin's scheme in u².
        var square = u * u;
        var fourth = square * square;
        var eighth = fourth * fourth;
        var from3 = (square * (2.0 / 5)) + Vector256.Create(2.0 / 3);
        var from7 = (square * (2.0 / 9)) + Vector256.Create(2.0 / 7);
        var from11 = (square * (2.0 / 13)) + Vector256.Create(2.0 / 11);
        var from15 = (square * (2.0 / 17)) + Vector256.Create(2.0 / 15);
        var from19 = (square * (2.0 / 21)) + Vector256.Create(2.0 / 19);
        var low = from3 + (from7 * fourth);
        var high = from11 + ((from15 + (from19 * fourth)) * fourth);
        var logarithm = (Vector256.Create(LogisticFunctions.Ln2) & far) + (u + u + (square * u * (low + (high * eighth))));
        return (z & Vector256.GreaterThan(z, Vector256<double>.Zero)) + logarithm;
    }

    /// <summary>The last rows, fewer than a vector: padded with rows of weight 0, so that the sums keep their lanes.</summary>
    private static void EvaluateRemainder(
        ReadOnlySpan<double> logOdds,
        ReadOnlySpan<double> target,
        ReadOnlySpan<double> weight,
        Span<double> residual,
        Span<double> curvature,
        ref LaneSums sums)
    {
        var count = logOdds.Length;
        if (count == 0)
        {
            return;
        }

        var size = Vector256<double>.Count;
        Span<double> padded = stackalloc double[5 * size];
        padded.Clear();
        logOdds.CopyTo(padded);
        target.CopyTo(padded[size..]);
        if (weight.IsEmpty)
        {
            padded.Slice(2 * size, count).Fill(1);
        }
        else
        {
            weight.CopyTo(padded[(2 * size)..]);
        }

        var residualLanes = padded.Slice(3 * size, size);
        var curvatureLanes = padded.Slice(4 * size, size);
        EvaluateLanes(
            padded[..size], padded.Slice(size, size), padded.Slice(2 * size, size), residualLanes, curvatureLanes, 0, ref sums);
        if (!residual.IsEmpty)
        {
            residualLanes[..count].CopyTo(residual);
        }

        if (!curvature.IsEmpty)
        {
            curvatureLanes[..count].CopyTo(curvature);
        }
    }

    private static ReadOnlySpan<double> From(ReadOnlySpan<double> values, int start) => values.IsEmpty ? values : values[start..];

    private static Span<double> From(Span<double> values, int start) => values.IsEmpty ? values : values[start..];

    private static void RequireLengthOrEmpty(int actual, int expected, string name)
    {
        if (actual != 0)
        {
            RequireLength(actual, expected, name);
        }
    }

    private static void RequireLength(int actual, int expected, string name)
    {
        if (actual != expected)
        {
            throw new ArgumentException($"There are {expected} rows, but {actual} numbers here.", name);
        }
    }

    /// <summary>Sums lane by lane; the counts are negative, as a true comparison is −1.</summary>
    private struct LaneSums
    {
        public Vector256<double> Loss;
        public Vector256<long> Saturated;
        public Vector256<long> Misclassified;
    }
}
