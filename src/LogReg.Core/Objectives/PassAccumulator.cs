using System.Numerics.Tensors;

namespace LogReg.Objectives;

/// <summary>The partial sums of a pass over the data, and the scratch space of the thread that makes them.</summary>
internal sealed class PassAccumulator
{
    /// <param name="gradientLength">The length of the gradient, reference columns included.</param>
    /// <param name="scratchLength">How many values a block's scratch space needs.</param>
    public PassAccumulator(int gradientLength, int scratchLength)
    {
        Gradient = new double[gradientLength];
        Scratch = new double[scratchLength];
    }

    /// <summary>The size of an accumulator, as far as it grows with the number of coefficients.</summary>
    /// <param name="gradientLength">The length of the gradient, reference columns included.</param>
    /// <param name="withHessian">Whether the pass wants the Hessian.</param>
    public static long BytesOf(int gradientLength, bool withHessian) =>
        sizeof(double) * (withHessian ? (long)gradientLength * gradientLength : gradientLength);

    /// <summary>Σ w·loss.</summary>
    public double Loss { get; set; }

    /// <summary>How many rows have μ(1−μ) &lt; 0.001.</summary>
    public long SaturatedRows { get; set; }

    /// <summary>How many rows are not strictly on their own class's side.</summary>
    public long MisclassifiedRows { get; set; }

    /// <summary>Xᵀr.</summary>
    public double[] Gradient { get; }

    /// <summary>XᵀWX, row-major, the lower triangle; empty until a pass wants it.</summary>
    public double[] Hessian { get; private set; } = [];

    /// <summary>Space for a block's η, residuals and curvatures; holds nothing between blocks.</summary>
    public double[] Scratch { get; }

    /// <summary>Sets all sums to zero.</summary>
    /// <param name="withHessian">Whether the pass wants the Hessian.</param>
    public void Reset(bool withHessian)
    {
        Loss = 0;
        SaturatedRows = 0;
        MisclassifiedRows = 0;
        Array.Clear(Gradient);
        if (withHessian && Hessian.Length == 0)
        {
            Hessian = new double[checked(Gradient.Length * Gradient.Length)];
        }
        else if (withHessian)
        {
            Array.Clear(Hessian);
        }
    }

    /// <summary>Adds another's sums.</summary>
    /// <param name="later">The sums of the rows that come after this one's.</param>
    /// <param name="withHessian">Whether the pass wants the Hessian.</param>
    public void Add(PassAccumulator later, bool withHessian)
    {
        Loss += later.Loss;
        SaturatedRows += later.SaturatedRows;
        MisclassifiedRows += later.MisclassifiedRows;
        TensorPrimitives.Add(Gradient, later.Gradient, Gradient);
        if (withHessian)
        {
            TensorPrimitives.Add(Hessian, later.Hessian, Hessian);
        }
    }
}
