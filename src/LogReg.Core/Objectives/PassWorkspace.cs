namespace LogReg.Objectives;

/// <summary>The space in which a thread works on a leaf of a pass.</summary>
internal sealed class PassWorkspace
{
    /// <param name="scratchLength">How many values a block's scratch space needs.</param>
    public PassWorkspace(int scratchLength)
    {
        Scratch = new double[scratchLength];
    }

    /// <summary>Space for what is computed from a block; holds nothing between blocks.</summary>
    public double[] Scratch { get; }

    /// <summary>Space for a Hessian as a square; at zero between leaves.</summary>
    public double[] Square { get; private set; } = [];

    /// <summary>Makes sure that there is a square.</summary>
    /// <param name="dimension">Its rows and columns.</param>
    public void EnsureSquare(int dimension)
    {
        if (Square.Length == 0)
        {
            Square = new double[checked(dimension * dimension)];
        }
    }
}
